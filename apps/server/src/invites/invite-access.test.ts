import { describe, expect, test } from "vitest";
import { canInviteAs, type InviteFacts, stateOf } from "./invite-access.ts";
import { hashInviteToken, hintOf, makeInviteToken } from "./invite-token.ts";
import { maskEmail } from "./invite-view.ts";

test.each([
  ["owner", "admin", true],
  ["admin", "admin", true],
  ["member", "admin", false],
  ["guest", "admin", false],
  ["owner", "member", true],
  ["member", "member", true],
  ["member", "guest", true],
  ["guest", "member", false],
  ["guest", "guest", false],
] as const)("a person who is %s can invite someone as %s: %s", (role, as, can) => {
  expect(canInviteAs(role, as)).toBe(can);
});

describe("how an invitation stands", () => {
  const now = new Date("2026-11-22T10:00:00.000Z");
  const earlier = new Date("2026-11-22T09:59:59.999Z");
  const later = new Date("2026-11-22T10:00:00.001Z");
  const invite: InviteFacts["invite"] = {
    role: "member",
    uses: 0,
    maxUses: null,
    expiresAt: later,
    revokedAt: null,
  };
  const creator: InviteFacts["creator"] = { role: "member", deactivatedAt: null };

  const formerMaker = { role: "admin", deactivatedAt: earlier } as const;
  test.each<{
    name: string;
    state: string;
    change?: Partial<InviteFacts["invite"]>;
    maker?: InviteFacts["creator"];
  }>([
    { name: "fresh", state: "open" },
    { name: "without an end", change: { expiresAt: null }, state: "open" },
    { name: "used once of two", change: { uses: 1, maxUses: 2 }, state: "open" },
    { name: "used up", change: { uses: 2, maxUses: 2 }, state: "used" },
    { name: "at its end", change: { expiresAt: now }, state: "expired" },
    { name: "past its end", change: { expiresAt: earlier }, state: "expired" },
    { name: "revoked", change: { revokedAt: earlier }, state: "revoked" },
    {
      name: "used up and expired",
      change: { uses: 1, maxUses: 1, expiresAt: earlier },
      state: "used",
    },
    {
      name: "revoked and used up",
      change: { revokedAt: earlier, uses: 1, maxUses: 1 },
      state: "revoked",
    },
    { name: "by somebody who is gone", maker: null, state: "revoked" },
    { name: "by somebody deactivated", maker: formerMaker, state: "revoked" },
    {
      name: "by somebody who became a guest",
      maker: { role: "guest", deactivatedAt: null },
      state: "revoked",
    },
    {
      name: "for an admin, by an admin",
      change: { role: "admin" },
      maker: { role: "admin", deactivatedAt: null },
      state: "open",
    },
    { name: "for an admin, by a former admin", change: { role: "admin" }, state: "revoked" },
  ])("$name", ({ change = {}, maker = creator, state }) => {
    expect(stateOf({ invite: { ...invite, ...change }, creator: maker, now })).toBe(state);
  });
});

test("a token is 256 random bits; what is kept of it neither holds nor gives it", () => {
  const [token, other] = [makeInviteToken(), makeInviteToken()];
  expect(Buffer.from(token, "base64url")).toHaveLength(32);
  expect(token).not.toBe(other);
  expect(hashInviteToken(token)).toMatch(/^[0-9a-f]{64}$/);
  expect(hashInviteToken(token)).not.toBe(hashInviteToken(other));
  expect(token.endsWith(hintOf(token))).toBe(true);
  expect(hintOf(token)).toHaveLength(4);
});

test.each([
  ["ada@example.com", "a•••@example.com"],
  ["a@b.c", "a•••@b.c"],
  ["🦊fox@example.com", "🦊•••@example.com"],
])("%s is shown to strangers as %s", (email, masked) => {
  expect(maskEmail(email)).toBe(masked);
});
