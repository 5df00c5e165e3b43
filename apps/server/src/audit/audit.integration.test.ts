import {
  type AuditAction,
  type AuditEntryView,
  asId,
  type auditList,
  type OutputOf,
  type UserId,
  type WorkspaceId,
} from "@hallway/protocol";
import { v7 as uuidv7 } from "uuid";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Actor } from "../testing/actor.ts";
import { startServer, type TestServer } from "../testing/start-server.ts";
import { admitByLink, createWorkspace } from "../testing/world.ts";

const ENTRIES = 1_203;

let server: TestServer;
let owner: Actor;
let admin: Actor;
let member: Actor;
let stranger: Actor;
let workspaceId: WorkspaceId;
let elsewhere: WorkspaceId;

beforeAll(async () => {
  server = await startServer();
  [owner, admin, member, stranger] = await Promise.all([
    server.signUp("Olga Owner"),
    server.signUp("Adam Admin"),
    server.signUp("Mia Member"),
    server.signUp("Stella Stranger"),
  ]);
  workspaceId = await createWorkspace(owner, "acme");
  elsewhere = await createWorkspace(stranger, "elsewhere");
  await admitByLink(owner, { workspaceId, role: "admin", actors: [admin] });
  await admitByLink(owner, { workspaceId, role: "member", actors: [member] });
  await writeOldEntries();
});
afterAll(() => server.close());

/** A long past, many of it in the same millisecond, with names that would be formulas. */
async function writeOldEntries() {
  const start = Date.parse("2026-01-01T00:00:00.000Z");
  await server.app.context.database.auditEntry.createMany({
    data: Array.from({ length: ENTRIES }, (_, index) => ({
      id: uuidv7(),
      workspaceId,
      at: new Date(start + Math.floor(index / 10)),
      action: "session.signed-in" satisfies AuditAction,
      actorId: member.userId,
      actorName: index === 0 ? '=HYPERLINK("https://evil.example")' : "Mia Member",
      targetName: index === 1 ? "100%_sure" : "x".repeat(200),
      ip: "10.9.8.7",
    })),
  });
}

function exportCsv(actor: Actor, query = "", id = workspaceId) {
  return actor.request(`/api/v1/workspaces/${id}/audit.csv${query}`);
}

describe("reading the log", () => {
  test("pages are whole, newest first, without doubles", async () => {
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page: OutputOf<typeof auditList> = await admin.must(
        "audit:list",
        { action: "session.signed-in", limit: 100, ...(cursor ? { cursor } : {}) },
        workspaceId,
      );
      seen.push(...page.entries.map(({ id }) => id));
      cursor = page.nextCursor;
    } while (cursor);
    expect(new Set(seen).size).toBe(ENTRIES);
    expect(seen).toHaveLength(ENTRIES);
  });

  test.each([
    ["an action", { action: "workspace.created" as const }, 1],
    ["a person", () => ({ actorId: admin.userId, action: "member.joined" as const }), 1],
    ["a person who did nothing", { actorId: asId<UserId>(uuidv7()) }, 0],
    ["words, whatever the case", { query: "hyperlink" }, 1],
    ["words that mean themselves", { query: "100%_S" }, 1],
    ["a wildcard that is none", { query: "%%" }, 0],
    ["an address", { query: "10.9.8.7", before: "2026-01-01T00:00:00.001Z" }, 10],
    ["a time", { after: "2026-01-01T00:00:00.001Z", before: "2026-01-01T00:00:00.003Z" }, 20],
    ["a control character", { query: "\0", before: "2026-01-01T00:00:00.001Z" }, 10],
  ])("by %s", async (_, filter, count) => {
    const input = typeof filter === "function" ? filter() : filter;
    const { entries } = await owner.must("audit:list", { ...input, limit: 100 }, workspaceId);
    expect(entries).toHaveLength(count);
  });

  test.each([
    ["an unknown action", { action: "coffee.made" }, "action"],
    ["a day that never was", { after: "2026-02-30T00:00:00.000Z" }, "after"],
    ["the year 0", { before: "0000-01-01T00:00:00.000Z" }, "before"],
    ["a made-up cursor", { cursor: "e30" }, "cursor"],
  ])("by %s is refused, with its field", async (_, input, field) => {
    const response = await owner.post(`/api/v1/workspaces/${workspaceId}/audit:list`, input);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ error: { code: "invalid", field } });
    const file = await exportCsv(owner, `?${new URLSearchParams(Object.entries(input))}`);
    expect(file.status).toBe(400);
  });

  test("another workspace's log is its own", async () => {
    const { entries } = await stranger.must("audit:list", { limit: 100 }, elsewhere);
    expect(entries.every(({ actorId }) => actorId === stranger.userId)).toBe(true);
  });

  test("an entry shows up at once for those who look", async () => {
    const panel = await admin.connect(workspaceId, { suffix: "/admin" });
    await owner.must("workspace:update", { icon: "👀" }, workspaceId);
    const entry = await panel.hears<AuditEntryView>(
      "audit",
      ({ action }) => action === "workspace.updated",
    );
    const { entries } = await admin.must("audit:list", { limit: 1 }, workspaceId);
    expect([entry]).toEqual(entries);
    expect(entry.details).toEqual({ setting: "icon", from: "none", to: "👀" });
  });
});

describe("taking the log out", () => {
  test("gives all of it as a file, and the log says who took it", async () => {
    const response = await exportCsv(admin, "?action=session.signed-in");
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toBe("text/csv; charset=utf-8");
    expect(response.headers.get("content-disposition")).toMatch(
      /^attachment; filename="audit-\d{4}-\d\d-\d\d\.csv"$/,
    );
    expect(response.headers.get("cache-control")).toContain("no-store");
    const lines = (await response.text()).trimEnd().split("\r\n");
    expect(lines).toHaveLength(ENTRIES + 1);
    expect(lines[0]).toMatch(/^"time","action","actor"/);
    const { entries } = await owner.must("audit:list", { action: "audit.exported" }, workspaceId);
    expect(entries[0]).toMatchObject({
      actorId: admin.userId,
      details: { action: "session.signed-in" },
    });
  });

  test("X70: what people call themselves is no formula in it", async () => {
    const text = await (await exportCsv(owner)).text();
    expect(text).toContain(`"'=HYPERLINK(""https://evil.example"")"`);
    expect(text).not.toMatch(/(^|,|\n)"?[=+@\t]/);
  });

  test("its own entry is not in it", async () => {
    await exportCsv(owner, "?query=nobody");
    const lines = (await (await exportCsv(owner, "?action=audit.exported")).text()).trimEnd();
    const { entries } = await owner.must("audit:list", { action: "audit.exported" }, workspaceId);
    expect(lines.split("\r\n")).toHaveLength(entries.length);
  });

  test.each([
    ["a member", () => member, 403],
    ["somebody of another workspace", () => stranger, 404],
    ["nobody", () => server.anonymous(), 401],
  ])("is not for %s", async (_, actor, status) => {
    const before = await server.app.context.database.auditEntry.count();
    const response = await exportCsv(actor());
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({ ok: false });
    expect(await server.app.context.database.auditEntry.count()).toBe(before);
  });

  test("of another workspace looks like that of none", async () => {
    const [other, none] = await Promise.all([
      exportCsv(owner, "", elsewhere),
      exportCsv(owner, "", asId<WorkspaceId>(uuidv7())),
    ]);
    expect([other.status, none.status]).toEqual([404, 404]);
    expect(await other.text()).toBe(await none.text());
  });
});
