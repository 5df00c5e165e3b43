import { expect, test } from "vitest";
import { type Destination, joinDestinations, rankDestinations } from "./destinations.ts";

function place(title: string, more: Partial<Destination> = {}): Destination {
  return {
    key: title,
    kind: "conversation",
    title,
    detail: "",
    recency: 0,
    unread: false,
    ...more,
  };
}

const places = [
  place("general", { recency: 1 }),
  place("design", { recency: 5 }),
  place("random", { recency: 3, unread: true }),
  place("Dana Levi", { kind: "person" }),
  place("data", { kind: "channel" }),
  place("Create channel", { kind: "action" }),
];

test.each([
  ["", ["random", "design", "general", "Dana Levi", "data", "Create channel"]],
  ["d", ["design", "Dana Levi", "data", "random"]],
  ["da", ["Dana Levi", "data"]],
  ["#gen", ["general"]],
  ["channel", ["Create channel"]],
  ["nothing such", []],
])("for %o", (query, titles) => {
  expect(rankDestinations(places, query, 10).map(({ title }) => title)).toEqual(titles);
});

test("shows each place once, as mine where I am in it", () => {
  const mine = [place("design"), place("Dana Levi", { key: "dm", leadsTo: "dana" })];
  const others = [
    place("Dana Levi", { kind: "person", key: "dana" }),
    place("Esra Kaya", { kind: "person", key: "esra" }),
    place("design", { kind: "channel" }),
  ];
  expect(joinDestinations(mine, others).map(({ key }) => key)).toEqual(["design", "dm", "esra"]);
});

test("gives no more than asked for", () => {
  expect(rankDestinations(places, "", 2)).toHaveLength(2);
});
