import { describe, expect, test } from "vitest";
import type { RunRecord } from "../../checker-record.ts";
import type { Property } from "../property.ts";

/** A run, and what the property has to complain of in it; null: nothing. */
export type Row = [what: string, record: RunRecord, complaint: string | null];

/** A property's table: none of the runs may be one that it says nothing about. */
export function holds(property: Property, rows: readonly Row[]): void {
  describe(`${property.name}: ${property.promise}`, () => {
    test.each(rows)("%s", (_what, record, complaint) => {
      const { judged, violations } = property.judge(record);
      expect(judged).toBeGreaterThan(0);
      if (complaint === null) expect(violations).toEqual([]);
      else expect(violations.join("\n")).toContain(complaint);
    });
  });
}
