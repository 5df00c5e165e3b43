import { z } from "zod";

/** The parts of a JSON schema that our contracts are made of. */
const Schema = z.looseObject({
  type: z.union([z.string(), z.array(z.string())]).optional(),
  const: z.unknown().optional(),
  enum: z.array(z.unknown()).optional(),
  anyOf: z.array(z.unknown()).optional(),
  oneOf: z.array(z.unknown()).optional(),
  not: z.unknown().optional(),
  properties: z.record(z.string(), z.unknown()).default({}),
  required: z.array(z.string()).default([]),
  additionalProperties: z.unknown().optional(),
  propertyNames: z.unknown().optional(),
  items: z.unknown().optional(),
  format: z.string().optional(),
  pattern: z.string().optional(),
  minimum: z.number().default(Number.NEGATIVE_INFINITY),
  exclusiveMinimum: z.number().default(Number.NEGATIVE_INFINITY),
  maximum: z.number().default(Number.POSITIVE_INFINITY),
  minLength: z.number().default(0),
  maxLength: z.number().default(Number.POSITIVE_INFINITY),
  minItems: z.number().default(0),
  maxItems: z.number().default(Number.POSITIVE_INFINITY),
});
type Schema = z.infer<typeof Schema>;

/** One schema compared with another, at a place inside both. */
interface Comparison {
  /** What is taken. */
  wide: unknown;
  /** What comes. */
  narrow: unknown;
  place: string;
  /** Whether fields that `wide` does not name are taken as well. */
  open: boolean;
}

/**
 * The places at which something may come that is not taken: none means that every value of `narrow` is one of `wide`.
 * It never overlooks one; of two schemas that say the same in different words it may name one too many.
 */
export function narrowedPlaces(comparison: Comparison): string[] {
  const { wide, narrow, place } = comparison;
  const taken = branchesOf(wide);
  return branchesOf(narrow).flatMap((branch) => {
    const misfits = taken.map((one) => misfitsOf({ ...comparison, wide: one, narrow: branch }));
    if (misfits.some((places) => places.length === 0)) return [];
    const [only = []] = misfits.sort((one, other) => one.length - other.length);
    return taken.length === 1 ? only : [`${place}: ${inWords(branch)}`];
  });
}

/** What a schema leaves to choose from, each choice a schema without choices. */
function branchesOf(raw: unknown): Schema[] {
  const schema = Schema.parse(raw === true || raw === undefined ? {} : raw);
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return choices.flatMap(branchesOf);
  if (schema.enum) return schema.enum.map((value) => Schema.parse({ const: value }));
  if (Array.isArray(schema.type)) return schema.type.map((type) => ({ ...schema, type }));
  return [schema];
}

type BranchComparison = Comparison & { wide: Schema; narrow: Schema };

function misfitsOf(comparison: BranchComparison): string[] {
  const { wide, narrow, place } = comparison;
  const fits = [
    wide.type === undefined && !("const" in wide) && wide.not === undefined,
    narrow.not !== undefined,
    "const" in narrow && "const" in wide && narrow.const === wide.const,
  ];
  if (fits.includes(true)) return [];
  const misfit = [`${place}: ${inWords(narrow)}`];
  if ("const" in wide || wide.not !== undefined) return misfit;
  if ("const" in narrow) return takes(wide, narrow.const) ? [] : misfit;
  if (wide.type !== narrow.type && !(wide.type === "number" && narrow.type === "integer")) {
    return misfit;
  }
  if (!isWithin(wide, narrow)) return misfit;
  if (wide.type === "object") return misfitsOfObject(comparison);
  if (wide.type !== "array") return [];
  return narrowedPlaces({
    ...comparison,
    wide: wide.items,
    narrow: narrow.items,
    place: `${place}[]`,
  });
}

/** Whether every bound of the one is at or inside the other's. */
function isWithin(wide: Schema, narrow: Schema): boolean {
  const lowest = ({ minimum, exclusiveMinimum }: Schema) => Math.max(minimum, exclusiveMinimum);
  return [
    lowest(wide) <= lowest(narrow),
    wide.maximum >= narrow.maximum,
    wide.minLength <= narrow.minLength,
    wide.maxLength >= narrow.maxLength,
    wide.minItems <= narrow.minItems,
    wide.maxItems >= narrow.maxItems,
    wide.pattern === undefined || wide.pattern === narrow.pattern,
    wide.pattern !== undefined || wide.format === undefined || wide.format === narrow.format,
  ].every(Boolean);
}

function takes(wide: Schema, value: unknown): boolean {
  if (value === null) return wide.type === "null";
  if (typeof value === "string") {
    return wide.type === "string" && (!wide.pattern || new RegExp(wide.pattern, "u").test(value));
  }
  if (typeof value === "number") {
    const isInside = value >= wide.minimum && value <= wide.maximum;
    return isInside && (wide.type === "number" || wide.type === "integer");
  }
  return wide.type === typeof value;
}

function misfitsOfObject(comparison: BranchComparison): string[] {
  const { wide, narrow, place } = comparison;
  const others = othersOf(comparison);
  const missing = wide.required
    .filter((name) => !narrow.required.includes(name))
    .map((name) => `${place}.${name}: missing`);
  const named = Object.entries(narrow.properties).flatMap(([name, property]) => {
    const inner = { ...comparison, narrow: property, place: `${place}.${name}` };
    if (name in wide.properties) return narrowedPlaces({ ...inner, wide: wide.properties[name] });
    return others === false
      ? [`${inner.place}: unknown`]
      : narrowedPlaces({ ...inner, wide: others });
  });
  return [...missing, ...named, ...misfitsOfEntries(comparison)];
}

/** What is taken under a name that is not listed. */
function othersOf({ wide, open }: BranchComparison): unknown {
  return open && wide.additionalProperties === false ? undefined : wide.additionalProperties;
}

/** Compares what comes under names that are not known beforehand. */
function misfitsOfEntries(comparison: BranchComparison): string[] {
  const { wide, narrow } = comparison;
  const others = othersOf(comparison);
  if (narrow.additionalProperties === false || others === undefined) return [];
  const place = `${comparison.place}.*`;
  if (others === false) return [`${place}: unknown`];
  const names = { wide: wide.propertyNames, narrow: narrow.propertyNames };
  const values = { wide: others, narrow: narrow.additionalProperties };
  return [names, values].flatMap((pair) => narrowedPlaces({ ...comparison, ...pair, place }));
}

function inWords(schema: Schema): string {
  if ("const" in schema) return JSON.stringify(schema.const);
  const shown = Object.entries(schema).filter(
    ([, value]) =>
      value !== 0 &&
      Number.isFinite(typeof value === "number" ? value : 0) &&
      JSON.stringify(value) !== "[]" &&
      JSON.stringify(value) !== "{}",
  );
  return JSON.stringify(Object.fromEntries(shown)).slice(0, 200);
}
