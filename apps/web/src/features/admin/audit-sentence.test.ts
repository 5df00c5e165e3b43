import type { AuditAction, AuditEntryView } from "@hallway/protocol";
import { AuditAction as auditActions } from "@hallway/protocol/audit";
import { asId } from "@hallway/protocol/ids";
import { describe, expect, test } from "vitest";
import { auditActionLabels, isAuditAction } from "./audit-actions.ts";
import { auditSentence, auditText } from "./audit-sentence.ts";

function entryOf(action: AuditAction, facts: Partial<AuditEntryView> = {}): AuditEntryView {
  return {
    id: asId("0192f0aa-0000-7000-8000-00000000000a"),
    at: "2026-11-22T10:21:00.000Z",
    action,
    actorId: null,
    actorName: "Ann Archer",
    targetKind: null,
    targetId: null,
    targetName: null,
    details: {},
    ip: null,
    userAgent: null,
    ...facts,
  };
}

const femi = { targetKind: "member", targetName: "Femi Ade" };
const planning = { targetKind: "channel", targetName: "#q3-planning" };

test.each<[string, AuditEntryView]>([
  [
    "Changed role of Femi Ade from member to admin",
    entryOf("member.role-changed", { ...femi, details: { from: "member", to: "admin" } }),
  ],
  ["Deactivated Femi Ade", entryOf("member.deactivated", femi)],
  [
    "Signed Femi Ade out everywhere (2 sessions)",
    entryOf("member.sessions-ended", { ...femi, details: { sessions: "2" } }),
  ],
  [
    "Ended sessions of their own (1 session)",
    entryOf("session.revoked", { details: { sessions: "1" } }),
  ],
  ["Archived #q3-planning", entryOf("channel.archived", planning)],
  [
    "Renamed #q3-planning from q2 to q3",
    entryOf("channel.renamed", { ...planning, details: { from: "q2", to: "q3" } }),
  ],
  ["A sign-in as Femi Ade failed", entryOf("session.sign-in-failed", femi)],
  ["Exported the audit log", entryOf("audit.exported")],
  [
    "Removed someone from #q3-planning: Femi Ade",
    entryOf("channel.member-removed", { ...planning, details: { name: "Femi Ade" } }),
  ],
  [
    "Changed who may invite people from members to admins",
    entryOf("workspace.updated", { details: { setting: "invite", from: "members", to: "admins" } }),
  ],
])("%s", (text, entry) => {
  expect(auditText(entry)).toBe(text);
});

test("an action that only a newer server knows is shown by its name", () => {
  const [newer]: AuditAction[] = JSON.parse('["constructor"]');
  expect(newer && auditText(entryOf(newer))).toBe("constructor");
});

test("names are pieces of their own", () => {
  const details = { from: "member", to: "admin" };
  expect(auditSentence(entryOf("member.role-changed", { ...femi, details }))).toEqual([
    { text: "Changed role of ", strong: false },
    { text: "Femi Ade", strong: true },
    { text: " from member to admin", strong: false },
  ]);
});

describe.each(auditActions.options)("%s", (action) => {
  test("has a label and reads as a sentence without any facts", () => {
    expect(isAuditAction(action)).toBe(true);
    expect(auditActionLabels[action]).not.toBe("");
    expect(auditText(entryOf(action))).toMatch(/^[A-Za-z].*\w$/);
  });
});

test("other words are no actions", () => {
  expect(isAuditAction("toString")).toBe(false);
  expect(isAuditAction(null)).toBe(false);
});
