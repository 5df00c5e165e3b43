import { type AuditEntryView, asId } from "@hallway/protocol";
import { describe, expect, test } from "vitest";
import { auditCsvHead, toAuditCsvLine, toCell } from "./audit-csv.ts";

describe("X70: no cell of an export is a formula", () => {
  test.each([
    [
      '=HYPERLINK("https://evil.example","click")',
      `"'=HYPERLINK(""https://evil.example"",""click"")"`,
    ],
    ["+cmd|' /C calc'!A0", `"'+cmd|' /C calc'!A0"`],
    ["-2+3", `"'-2+3"`],
    ["@SUM(1+1)", `"'@SUM(1+1)"`],
    ["\t=1+1", `"'\t=1+1"`],
    ["\r=1+1", `"'\r=1+1"`],
    ["\n=1+1", `"'\n=1+1"`],
    ["\ttab", `"'\ttab"`],
    ["  =1+1", `"'  =1+1"`],
    ["\u00a0=1+1", `"'\u00a0=1+1"`],
    ["\ufeff=1+1", `"'\ufeff=1+1"`],
    ["＝1+1", `"'＝1+1"`],
    ["＋1", `"'＋1"`],
    ["－1", `"'－1"`],
    ["＠SUM(1)", `"'＠SUM(1)"`],
  ])("%j is text", (value, cell) => {
    expect(toCell(value)).toBe(cell);
  });

  test.each([
    ["Ada Lovelace", `"Ada Lovelace"`],
    ["a=b", `"a=b"`],
    ["2026-11-22T10:00:00.000Z", `"2026-11-22T10:00:00.000Z"`],
    ['say "hi", twice', `"say ""hi"", twice"`],
    ["two\nlines", `"two\nlines"`],
    ["", `""`],
    ["😀", `"😀"`],
  ])("%j stays as it is", (value, cell) => {
    expect(toCell(value)).toBe(cell);
  });
});

test.each([
  ["\u001b[2Jgone", `"\\x1b[2Jgone"`],
  ["\u001b]0;owned\u0007", `"\\x1b]0;owned\\x07"`],
  ["\u009b31mred", `"\\x9b31mred"`],
])("X90: %j does nothing to a terminal", (value, cell) => {
  expect(toCell(value)).toBe(cell);
});

const entry: AuditEntryView = {
  id: asId("019aa000-0000-7000-8000-000000000001"),
  at: "2026-11-22T10:00:00.000Z",
  action: "member.role-changed",
  actorId: asId("019aa000-0000-7000-8000-000000000002"),
  actorName: "=Olga",
  targetKind: "member",
  targetId: "019aa000-0000-7000-8000-000000000003",
  targetName: "Mia",
  details: { from: "member", to: "admin" },
  ip: "10.0.0.1",
  userAgent: null,
};

test("a line has a cell for every title, and ends as RFC 4180 says", () => {
  const line = toAuditCsvLine(entry);
  expect(line).toBe(
    '"2026-11-22T10:00:00.000Z","member.role-changed","\'=Olga","019aa000-0000-7000-8000-000000000002",' +
      '"member","Mia","019aa000-0000-7000-8000-000000000003","from: member; to: admin","10.0.0.1",""\r\n',
  );
  expect(auditCsvHead().split(",")).toHaveLength(line.split('","').length);
});

test("details cannot begin a formula either, and what is unknown is empty", () => {
  const bare = { ...entry, actorId: null, actorName: null, targetKind: null, targetId: null };
  const line = toAuditCsvLine({ ...bare, targetName: null, details: { "=1+1": "x" }, ip: null });
  expect(line).toContain('"member.role-changed","","","","","","\'=1+1: x","",""');
});
