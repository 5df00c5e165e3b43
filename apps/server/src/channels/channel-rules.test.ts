import type { Role } from "@hallway/protocol";
import { describe, expect, it } from "vitest";
import { findEdits, toWords } from "./change-channel.ts";
import { canBeOutside, canManageChannel, toAuditTarget } from "./channel-access.ts";

describe("managing a channel", () => {
  it.each<[Role, boolean, boolean]>([
    ["owner", false, true],
    ["admin", false, true],
    ["member", false, false],
    ["member", true, true],
    ["guest", true, false],
    ["guest", false, false],
  ])("is for a %s (creator: %s): %s", (role, isCreator, may) => {
    expect(canManageChannel({ role, isCreator })).toBe(may);
  });

  it.each<[Role, boolean, boolean]>([
    ["member", true, false],
    ["owner", true, false],
    ["guest", true, true],
    ["member", false, true],
  ])("lets a %s be outside (general: %s): %s", (role, general, may) => {
    expect(canBeOutside({ role, general })).toBe(may);
  });

  it("names a channel in the audit log unless it is private", () => {
    const channel = { id: "1", name: "payroll" };
    expect(toAuditTarget({ ...channel, private: false }).name).toBe("#payroll");
    expect(toAuditTarget({ ...channel, private: true }).name).toBe("a private channel");
  });
});

describe("editing a channel", () => {
  const now = { name: "design", topic: "Shapes", purpose: "", private: false };

  it("finds what differs and nothing else", () => {
    expect(findEdits(now, { ...now })).toEqual([]);
    expect(findEdits(now, {})).toEqual([]);
    expect(findEdits(now, { name: "shapes", topic: "", private: true })).toEqual([
      { event: "renamed", from: "design", to: "shapes", data: { name: "shapes" } },
      { event: "topic", from: "Shapes", to: "", data: { topic: "" } },
      { event: "privacy", from: "public", to: "private", data: { private: true } },
    ]);
  });

  it.each([
    [{ event: "renamed", from: "a", to: "b" }, "renamed this channel from #a to #b"],
    [{ event: "privacy", from: "public", to: "private" }, "made this channel private"],
    [{ event: "topic", from: "", to: "Shapes" }, "set the topic to: Shapes"],
    [{ event: "purpose", from: "Old", to: "" }, "cleared the purpose"],
  ] as const)("says %j", (edit, words) => {
    expect(toWords(edit)).toBe(words);
  });
});
