import { toStored } from "@hallway/markup";
import { expect, test } from "vitest";
import { addPick } from "./picks.ts";

const dana = { label: "@Dana Levi", token: "<@00000000-0000-7000-8000-00000000000a>" };
const other = { ...dana, token: "<@00000000-0000-7000-8000-00000000000b>" };

test("a first pick keeps its name", () => {
  expect(addPick([], dana)).toEqual({ label: "@Dana Levi", picks: [dana] });
});

test("picking the same again adds nothing", () => {
  expect(addPick([dana], dana)).toEqual({ label: "@Dana Levi", picks: [dana] });
});

test.each([
  ["Design", "@Dana Levi (Design)"],
  [undefined, "@Dana Levi (2)"],
])(
  "a namesake with the title %s is told apart, and both are stored as themselves",
  (detail, label) => {
    const added = addPick([dana], { ...other, ...(detail ? { detail } : {}) });
    expect(added.label).toBe(label);
    expect(toStored(`@Dana Levi and ${label}!`, added.picks)).toBe(
      `${dana.token} and ${other.token}!`,
    );
  },
);
