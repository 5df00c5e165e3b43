import { expect, test } from "vitest";
import { placeBeside, type Side } from "./place-beside.ts";

const bubble = { width: 100, height: 30 };
const page = { width: 800, height: 600 };

type Place = { left: number; top: number };

test.each<{ name: string; at: Place; side: Side; expected: Place }>([
  {
    name: "above, centred",
    at: { left: 400, top: 300 },
    side: "top",
    expected: { left: 370, top: 264 },
  },
  { name: "below", at: { left: 400, top: 300 }, side: "bottom", expected: { left: 370, top: 346 } },
  {
    name: "to the right",
    at: { left: 400, top: 300 },
    side: "right",
    expected: { left: 446, top: 305 },
  },
  {
    name: "to the left",
    at: { left: 400, top: 300 },
    side: "left",
    expected: { left: 294, top: 305 },
  },
  {
    name: "below when there is no room above",
    at: { left: 400, top: 10 },
    side: "top",
    expected: { left: 370, top: 56 },
  },
  {
    name: "above when there is no room below",
    at: { left: 400, top: 550 },
    side: "bottom",
    expected: { left: 370, top: 514 },
  },
  {
    name: "pushed in from the right edge",
    at: { left: 770, top: 300 },
    side: "top",
    expected: { left: 692, top: 264 },
  },
  {
    name: "pushed in from the left edge",
    at: { left: 0, top: 300 },
    side: "bottom",
    expected: { left: 8, top: 346 },
  },
  {
    name: "to the left at the right edge",
    at: { left: 755, top: 300 },
    side: "right",
    expected: { left: 649, top: 305 },
  },
])("$name", ({ at, side, expected }) => {
  expect(placeBeside({ ...at, width: 40, height: 40 }, bubble, { side, ...page })).toEqual(
    expected,
  );
});
