import { type CommandName, commands } from "@hallway/protocol";
import { z } from "zod";
import type { Dice } from "./dice.ts";

/** Ids that exist, so that a fuzzed input gets further than to `not_found`. */
export type KnownIds = readonly string[];

/** Makes a value that a contract would mostly take. */
export type Maker = (dice: Dice, ids: KnownIds) => unknown;

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

const inputs = Object.entries(commands).map(([name, { input }]): [string, Maker] => [
  name,
  makerOf(input),
]);
/** A maker of inputs for each command, driven by its contract. */
export const inputMakers: ReadonlyMap<string, Maker> = new Map(inputs);
export const commandNames = Object.keys(commands) as CommandName[];

/** Reads the schema once; what it returns is called a million times. */
function makerOf(schema: z.ZodType): Maker {
  return compile(z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }));
}

function compile(raw: unknown): Maker {
  const schema = Schema.parse(raw === true || raw === undefined ? {} : raw);
  if ("const" in schema) return () => schema.const;
  const { enum: values } = schema;
  if (values) return (dice) => dice.pick(values);
  const choices = (schema.anyOf ?? schema.oneOf ?? schema.allOf)?.map(compile);
  if (choices) return (dice, ids) => dice.pick(choices)(dice, ids);
  const types = typeof schema.type === "string" ? [schema.type] : (schema.type ?? ["null"]);
  const makers = types.map((type) => compileType(type, schema));
  return (dice, ids) => dice.pick(makers)(dice, ids);
}

function compileType(type: string, schema: Schema): Maker {
  switch (type) {
    case "object":
      return objectOf(schema);
    case "array": {
      const item = compile(schema.items);
      return (dice, ids) => Array.from({ length: dice.below(4) }, () => item(dice, ids));
    }
    case "string":
      return stringOf(schema);
    case "integer":
    case "number":
      return numberOf(schema);
    case "boolean":
      return (dice) => dice.chance(0.5);
    default:
      return () => null;
  }
}

function objectOf({
  properties = {},
  required = [],
  additionalProperties,
  propertyNames,
}: Schema): Maker {
  const fields = Object.entries(properties).map(([name, property]) => ({
    name,
    isNeeded: required.includes(name),
    make: compile(property),
  }));
  const named: Maker = (dice, ids) =>
    Object.fromEntries(
      fields
        .filter(({ isNeeded }) => isNeeded || dice.chance(0.4))
        .map(({ name, make }) => [name, make(dice, ids)]),
    );
  if (!propertyNames || !additionalProperties) return named;
  const [key, value] = [compile(propertyNames), compile(additionalProperties)];
  return (dice, ids) => ({
    ...Object(named(dice, ids)),
    ...Object.fromEntries(
      Array.from({ length: dice.below(5) }, () => [String(key(dice, ids)), value(dice, ids)]),
    ),
  });
}

function numberOf({ minimum = 0, maximum = 200 }: Schema): Maker {
  const lowest = Math.max(minimum, -(2 ** 40));
  const span = Math.min(maximum, lowest + 2 ** 40) - lowest;
  return (dice) => lowest + dice.below(Math.min(span, dice.chance(0.8) ? 30 : span) + 1);
}

function stringOf({ format, pattern = "" }: Schema): Maker {
  if (format === "email") return (dice) => `${dice.below(50)}@example.com`;
  if (format === "date-time") return (dice) => new Date(dice.below(2 ** 41)).toISOString();
  if (format === "uuid" || format === "guid" || pattern.includes("0-9a-f")) {
    return (dice, ids) => (dice.chance(0.8) ? dice.pick(ids) : freshId(dice));
  }
  const prefix = /^\^(\w+:)/.exec(pattern)?.[1];
  if (prefix) return (dice, ids) => `${prefix}${dice.pick(ids)}`;
  const words = ["Hello", "name", "a-b", "w", "#0f766e", "🙂", "", " x "];
  return (dice) => dice.pick(words) || `n${dice.below(1_000_000)}`;
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
