import { z } from "zod";
import type { Dice } from "./dice.ts";

/** Ids that exist, so that a fuzzed input gets further than to `not_found`. */
export type KnownIds = readonly string[];

/** The parts of a JSON schema that our contracts' inputs use. */
const Schema = z.looseObject({
  type: z.union([z.string(), z.array(z.string())]).optional(),
  const: z.unknown().optional(),
  enum: z.array(z.unknown()).optional(),
  anyOf: z.array(z.unknown()).optional(),
  oneOf: z.array(z.unknown()).optional(),
  allOf: z.array(z.unknown()).optional(),
  properties: z.record(z.string(), z.unknown()).optional(),
  required: z.array(z.string()).optional(),
  additionalProperties: z.unknown().optional(),
  propertyNames: z.unknown().optional(),
  items: z.unknown().optional(),
  format: z.string().optional(),
  pattern: z.string().optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
});
type Schema = z.infer<typeof Schema>;

/** A maker of inputs that a contract would mostly take, driven by its schema. */
export function inputsOf(schema: z.ZodType, ids: KnownIds): (dice: Dice) => unknown {
  const document = z.toJSONSchema(schema, { io: "input", unrepresentable: "any" });
  return (dice) => makeValue(document, dice, ids);
}

function makeValue(raw: unknown, dice: Dice, ids: KnownIds): unknown {
  const schema = Schema.parse(raw === true || raw === undefined ? {} : raw);
  const choices = schema.anyOf ?? schema.oneOf ?? schema.allOf;
  if ("const" in schema) return schema.const;
  if (schema.enum) return dice.pick(schema.enum);
  if (choices) return makeValue(dice.pick(choices), dice, ids);
  const type = typeof schema.type === "string" ? schema.type : dice.pick(schema.type ?? ["null"]);
  switch (type) {
    case "object":
      return objectOf(schema, dice, ids);
    case "array":
      return Array.from({ length: dice.below(4) }, () => makeValue(schema.items, dice, ids));
    case "string":
      return stringOf(schema, dice, ids);
    case "integer":
    case "number":
      return numberOf(schema, dice);
    case "boolean":
      return dice.chance(0.5);
    default:
      return null;
  }
}

function objectOf(schema: Schema, dice: Dice, ids: KnownIds): object {
  const { properties = {}, required = [], additionalProperties, propertyNames } = schema;
  const named = Object.entries(properties)
    .filter(([name]) => required.includes(name) || dice.chance(0.4))
    .map(([name, property]) => [name, makeValue(property, dice, ids)]);
  if (!propertyNames || !additionalProperties) return Object.fromEntries(named);
  const free = Array.from({ length: dice.below(5) }, () => [
    String(makeValue(propertyNames, dice, ids)),
    makeValue(additionalProperties, dice, ids),
  ]);
  return Object.fromEntries([...named, ...free]);
}

function numberOf({ minimum = 0, maximum = 200 }: Schema, dice: Dice): number {
  const lowest = Math.max(minimum, -(2 ** 40));
  const span = Math.min(maximum, lowest + 2 ** 40) - lowest;
  return lowest + dice.below(Math.min(span, dice.chance(0.8) ? 30 : span) + 1);
}

function stringOf({ format, pattern = "" }: Schema, dice: Dice, ids: KnownIds): string {
  if (format === "email") return `${dice.below(50)}@example.com`;
  if (format === "date-time") return new Date(dice.below(2 ** 41)).toISOString();
  if (format === "uuid" || format === "guid" || pattern.includes("0-9a-f")) {
    return dice.chance(0.8) ? dice.pick(ids) : freshId(dice);
  }
  const prefix = /^\^(\w+:)/.exec(pattern)?.[1];
  if (prefix) return `${prefix}${dice.pick(ids)}`;
  return dice.pick([
    "Hello",
    "name",
    "a-b",
    "w",
    "#0f766e",
    "🙂",
    `n${dice.below(1_000_000)}`,
    " x ",
  ]);
}

/** A UUIDv7 that nobody has used; the same dice make the same one. */
function freshId(dice: Dice): string {
  const hex = () =>
    dice
      .below(16 ** 6)
      .toString(16)
      .padStart(6, "0");
  const [time, random] = [hex() + hex(), hex() + hex()];
  return `${time.slice(0, 8)}-${time.slice(8)}-7${hex().slice(0, 3)}-8${hex().slice(0, 3)}-${random}`;
}
