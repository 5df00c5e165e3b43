import { expect, test } from "vitest";
import { stillMeant } from "./still-meant.ts";

const channels = [
  { name: "design", topic: "" },
  { name: "deploys", topic: "" },
  { name: "random", topic: "de facto" },
];

test.each([
  ["de", ["design", "deploys", "random"]],
  ["dep", ["deploys"]],
  ["x", []],
])("of what was found for `de`, `%s` leaves %j", (query, names) => {
  const found = stillMeant({ query: "de", data: { channels } }, query);
  expect(found.map(({ name }) => name)).toEqual(names);
});
