import { expect, test } from "vitest";
import { inOrder, toSidebarRows } from "./sidebar-rows.ts";

test("starred appears only when there is something in it", () => {
  const rows = toSidebarRows({ starred: [], channels: ["a", "b"], directMessages: [] });
  expect(rows.map(({ key }) => key)).toEqual([
    "channels",
    "a",
    "b",
    "direct-messages",
    "direct-messages empty",
  ]);
  const starred = toSidebarRows({ starred: ["s"], channels: [], directMessages: [] });
  expect(starred.map(({ key }) => key).slice(0, 2)).toEqual(["starred", "s"]);
});

test("walking follows what is seen", () => {
  const ids = { starred: ["s"], channels: ["a", "b"], directMessages: ["d"] };
  expect(inOrder(ids)).toEqual(["s", "a", "b", "d"]);
  expect(inOrder(ids)).toEqual(
    toSidebarRows(ids).flatMap((row) => (row.kind === "conversation" ? [row.id] : [])),
  );
});
