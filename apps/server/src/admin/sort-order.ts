import { z } from "zod";
import { Prisma } from "../database/generated/client.ts";
import { fromCursor } from "../database/page-cursor.ts";

/** A column that a table can be sorted by: what PostgreSQL compares, and what a cursor may say of it. */
export interface SortColumn {
  key: Prisma.Sql;
  type: Prisma.Sql;
  form: z.ZodType<string | number>;
}

/** Sorting by text as people read it, whatever the case. */
export function byText(column: Prisma.Sql): SortColumn {
  return { key: Prisma.sql`lower(${column})`, type: Prisma.sql`text`, form: z.string() };
}

export function byNumber(column: Prisma.Sql): SortColumn {
  return { key: column, type: Prisma.sql`int`, form: z.int32() };
}

/** Sorting by time; what never happened is older than everything. In milliseconds, as cursors carry them exactly. */
export function byTime(column: Prisma.Sql): SortColumn {
  const key = Prisma.sql`coalesce((extract(epoch FROM ${column}) * 1000)::bigint, 0)`;
  return { key, type: Prisma.sql`bigint`, form: z.int().nonnegative() };
}

/** Where a sorted list continues, and how its rows follow each other; equal keys are told apart by id. */
export interface SortOrder {
  after: Prisma.Sql;
  by: Prisma.Sql;
}

export function toSortOrder(
  { key, type, form }: SortColumn,
  id: Prisma.Sql,
  { descending, cursor }: { descending: boolean; cursor?: string | undefined },
): SortOrder {
  const direction = descending ? Prisma.sql`DESC` : Prisma.sql`ASC`;
  const place = fromCursor(z.strictObject({ key: form, id: z.guid() }), cursor);
  const beyond = descending ? Prisma.sql`<` : Prisma.sql`>`;
  return {
    after: place
      ? Prisma.sql`AND (${key}, ${id}) ${beyond} (${place.key}::${type}, ${place.id}::uuid)`
      : Prisma.empty,
    by: Prisma.sql`${key} ${direction}, ${id} ${direction}`,
  };
}
