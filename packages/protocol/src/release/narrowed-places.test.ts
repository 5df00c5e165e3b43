import { describe, expect, test } from "vitest";
import { z } from "zod";
import { narrowedPlaces } from "./narrowed-places.ts";

function places(wide: z.ZodType, narrow: z.ZodType, open = false): string[] {
  const toDocument = (schema: z.ZodType) => z.toJSONSchema(schema, { unrepresentable: "any" });
  return narrowedPlaces({
    wide: toDocument(wide),
    narrow: toDocument(narrow),
    place: "it",
    open,
  }).map((place) => place.split(": ")[0] ?? "");
}

const person = z.strictObject({ name: z.string().max(80), age: z.int().min(0).optional() });

describe("nothing is lost", () => {
  test.each<[string, z.ZodType, z.ZodType]>([
    ["by the same", person, person],
    ["by a field that may be left out", person.extend({ nick: z.string().optional() }), person],
    ["by longer texts", person.extend({ name: z.string().max(90) }), person],
    ["by one more choice", z.enum(["a", "b", "c"]), z.enum(["b", "a"])],
    ["by null beside it", z.string().nullable(), z.string()],
    ["by a text of any form", z.string(), z.uuid()],
    ["by a wider kind of number", z.number(), z.int().min(3)],
    ["in lists", z.array(z.number()), z.array(z.literal(7)).max(3)],
    ["in records", z.record(z.string(), z.number()), z.record(z.enum(["a"]), z.int())],
    ["by whatever it is", z.unknown(), person],
    [
      "in a union whose parts changed places",
      z.union([z.strictObject({ b: z.string() }), z.strictObject({ a: z.string() })]),
      z.union([z.strictObject({ a: z.string() }), z.strictObject({ b: z.uuid() })]),
    ],
  ])("%s", (_, wide, narrow) => {
    expect(places(wide, narrow)).toEqual([]);
  });

  test("by fields that nobody knew, where that is allowed", () => {
    const taller = person.extend({ height: z.number() });
    expect(places(person, taller)).toEqual(["it.height"]);
    expect(places(person, taller, true)).toEqual([]);
    expect(places(z.array(person), z.array(taller), true)).toEqual([]);
  });
});

describe("what is lost is named with its place", () => {
  const a = z.strictObject({ a: z.string() });
  test.each<[string, { wide: z.ZodType; narrow: z.ZodType }, string]>([
    ["a new duty", { wide: person.extend({ nick: z.string() }), narrow: person }, "it.nick"],
    ["a field that is gone", { wide: person.omit({ age: true }), narrow: person }, "it.age"],
    ["shorter texts", { wide: z.string().max(79), narrow: z.string().max(80) }, "it"],
    ["one choice less", { wide: z.enum(["a"]), narrow: z.enum(["a", "b"]) }, "it"],
    ["null", { wide: z.string(), narrow: z.string().nullable() }, "it"],
    ["a text's form", { wide: z.uuid(), narrow: z.string() }, "it"],
    ["fractions", { wide: z.int(), narrow: z.number() }, "it"],
    ["smaller numbers", { wide: z.int().min(1), narrow: z.int().min(0) }, "it"],
    ["longer lists", { wide: z.array(a).max(2), narrow: z.array(a).max(3) }, "it"],
    [
      "inside a list",
      { wide: z.array(z.strictObject({ a: z.int() })), narrow: z.array(a) },
      "it[].a",
    ],
    ["names", { wide: z.record(z.enum(["a"]), a), narrow: z.record(z.string(), a) }, "it.*"],
    ["values", { wide: z.record(z.string(), z.int()), narrow: z.record(z.string(), a) }, "it.*"],
    ["a part of a union", { wide: a, narrow: z.union([a, z.strictObject({ b: a })]) }, "it.b"],
  ])("%s", (_, { wide, narrow }, place) => {
    expect(places(wide, narrow)).toContain(place);
  });
});
