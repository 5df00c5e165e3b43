import type { AuditEntryView } from "@hallway/protocol";
import { asId } from "@hallway/protocol/ids";
import { expect, test } from "vitest";
import { auditExportPath, matchesAuditFilter, readAuditFilter } from "./audit-filter.ts";

const ann = "0192f0aa-0000-7000-8000-000000000001";
const dana = "0192f0aa-0000-7000-8000-000000000002";

const entry: AuditEntryView = {
  id: asId("0192f0aa-0000-7000-8000-00000000000a"),
  at: "2026-11-22T10:21:00.000Z",
  action: "member.role-changed",
  actorId: asId(ann),
  actorName: "Ann Archer",
  targetKind: "member",
  targetId: dana,
  targetName: "Femi Ade",
  details: { from: "member", to: "admin" },
  ip: "203.0.113.9",
  userAgent: null,
};

test("an address is read as a filter, what makes no sense in it is left out", () => {
  const query = new URLSearchParams(
    `action=member.joined&person=${ann}&q= femi &from=2026-11-01&to=2026-11-22`,
  );
  const filter = readAuditFilter(query);
  expect(filter).toMatchObject({ action: "member.joined", actorId: ann, query: "femi" });
  expect(new Date(filter.after ?? "").getTime()).toBe(new Date(2026, 10, 1).getTime());
  expect(new Date(filter.before ?? "").getTime()).toBe(new Date(2026, 10, 23).getTime());
  expect(readAuditFilter(new URLSearchParams("action=odd&person=me&q=&from=soon&to="))).toEqual({});
});

test("the export has the filter of the list", () => {
  expect(auditExportPath("w1", {})).toBe("/api/v1/workspaces/w1/audit.csv");
  expect(auditExportPath("w1", { action: "member.joined", query: "a&b" })).toBe(
    "/api/v1/workspaces/w1/audit.csv?action=member.joined&query=a%26b",
  );
});

test.each([
  [{}, true],
  [{ action: "member.role-changed" }, true],
  [{ action: "member.joined" }, false],
  [{ actorId: ann }, true],
  [{ actorId: dana }, false],
  [{ after: "2026-11-22T00:00:00.000Z" }, true],
  [{ after: "2026-11-23T00:00:00.000Z" }, false],
  [{ before: "2026-11-22T10:21:00.000Z" }, false],
  [{ query: "FEMI" }, true],
  [{ query: "203.0" }, true],
  [{ query: "goro" }, false],
] as const)("%j takes the entry: %s", (filter, taken) => {
  expect(matchesAuditFilter(entry, filter)).toBe(taken);
});
