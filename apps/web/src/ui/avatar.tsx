import { type CSSProperties, useState } from "react";
import { classes } from "./classes.ts";
import { hueOf, initials } from "./initials.ts";
import { type Presence, PresenceBadge } from "./presence-badge.tsx";

export type AvatarProps = {
  /** Decides the colour. */
  id: string;
  name: string;
  /** Address of a picture; initials stand in while it is missing or broken. */
  image?: string | null | undefined;
  /** Side in px. Without it, the density's `--avatar-size`. */
  size?: number;
  presence?: Presence | undefined;
  /** Says the name to screen readers: only where no name is beside it. */
  labelled?: boolean;
  className?: string;
};

/** A person as a rounded square. Set `--avatar-ground` to the surface under it so the presence badge is cut out cleanly. */
export function Avatar({
  id,
  name,
  image,
  size,
  presence,
  labelled = false,
  className,
}: AvatarProps) {
  const side = size === undefined ? "var(--avatar-size)" : `${size}px`;
  const style = { "--hue": hueOf(id), width: side, height: side } as CSSProperties;
  const naming = labelled
    ? ({ role: "img", "aria-label": name } as const)
    : ({ "aria-hidden": true } as const);
  return (
    <span {...naming} style={style} className={classes("relative inline-flex shrink-0", className)}>
      <Picture key={image} name={name} image={image} side={side} />
      {presence ? (
        <span className="absolute -right-[3px] -bottom-[3px] flex rounded-full bg-(--avatar-ground,var(--surface)) p-0.5">
          <PresenceBadge presence={presence} size={size !== undefined && size < 28 ? 7 : 10} />
        </span>
      ) : null}
    </span>
  );
}

function Picture({
  name,
  image,
  side,
}: {
  name: string;
  image: string | null | undefined;
  side: string;
}) {
  const [broken, setBroken] = useState(false);
  if (image && !broken) {
    return (
      <img
        src={image}
        alt=""
        loading="lazy"
        decoding="async"
        draggable={false}
        onError={() => setBroken(true)}
        className="size-full rounded-person object-cover"
      />
    );
  }
  return (
    <span
      style={{ fontSize: `calc(${side} * 0.36)` }}
      className="avatar-tint flex size-full items-center justify-center rounded-person leading-none font-semibold tracking-tight select-none"
    >
      {initials(name)}
    </span>
  );
}
