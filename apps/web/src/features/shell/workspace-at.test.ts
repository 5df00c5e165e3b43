import { expect, test } from "vitest";
import { workspaceAt } from "./workspace-at.ts";

const listed = [
  { id: "w1", slug: "acme" },
  { id: "w2", slug: "harbour" },
];
const slugNow = (id: string) => (id === "w1" ? "acme-robotics" : undefined);

test.each([
  ["harbour", "w2"],
  ["acme", "w1"],
  ["acme-robotics", "w1"],
  ["elsewhere", undefined],
])("/%s leads to %s", (slug, id) => {
  expect(workspaceAt(slug, listed, slugNow)?.id).toBe(id);
});
