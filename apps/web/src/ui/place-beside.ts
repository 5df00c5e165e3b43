export type Side = "top" | "right" | "bottom" | "left";

/** The part of a rectangle that placing needs, in CSS pixels. */
export type Box = { left: number; top: number; width: number; height: number };

/** The distance to the element, and the least to the window's edge. */
const GAP = 6;
const EDGE = 8;

/** Where a bubble goes beside an element: on the wanted side if it fits there, else opposite, and always in the window. */
export function placeBeside(
  target: Box,
  bubble: Pick<Box, "width" | "height">,
  { side, width, height }: { side: Side; width: number; height: number },
): { left: number; top: number } {
  const wanted = at(target, bubble, side);
  const fits =
    wanted.left >= EDGE &&
    wanted.top >= EDGE &&
    wanted.left + bubble.width <= width - EDGE &&
    wanted.top + bubble.height <= height - EDGE;
  const { left, top } =
    fits || isAcross(wanted, side) ? wanted : at(target, bubble, opposite[side]);
  return {
    left: Math.round(Math.max(EDGE, Math.min(left, width - bubble.width - EDGE))),
    top: Math.round(Math.max(EDGE, Math.min(top, height - bubble.height - EDGE))),
  };

  /** It only sticks out sideways, which moving along the side mends. */
  function isAcross(place: { left: number; top: number }, on: Side): boolean {
    const vertical = on === "top" || on === "bottom";
    return vertical
      ? place.top >= EDGE && place.top + bubble.height <= height - EDGE
      : place.left >= EDGE && place.left + bubble.width <= width - EDGE;
  }
}

const opposite: Record<Side, Side> = { top: "bottom", bottom: "top", left: "right", right: "left" };

function at(target: Box, bubble: Pick<Box, "width" | "height">, side: Side) {
  const centre = {
    left: target.left + (target.width - bubble.width) / 2,
    top: target.top + (target.height - bubble.height) / 2,
  };
  switch (side) {
    case "top":
      return { ...centre, top: target.top - bubble.height - GAP };
    case "bottom":
      return { ...centre, top: target.top + target.height + GAP };
    case "left":
      return { ...centre, left: target.left - bubble.width - GAP };
    case "right":
      return { ...centre, left: target.left + target.width + GAP };
  }
}
