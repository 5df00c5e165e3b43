import { expect, test } from "vitest";
import { requireContract } from "./event-schemas.ts";

const hint = { room: "workspace", to: 3 };

test("G49: an event of the contract passes", () => {
  expect(() => requireContract("clock", hint)).not.toThrow();
});

test.each([
  ["a field that its contract does not list", "clock", { ...hint, email: "ann@example.com" }],
  ["a field inside it", "changes", { ...hint, from: 2, changes: [{ kind: "member", data: {} }] }],
  ["nothing", "clock", undefined],
  ["a name that no contract has", "debug", hint],
])("G49: an event with %s fails whichever test hears it", (_, event, payload) => {
  expect(() => requireContract(event, payload)).toThrow(event);
});
