import { describe, expect, test } from "vitest";
import { hashPassword, verifyPassword } from "./password-hash.ts";

describe("a password's hash", () => {
  test("says how it was made, with the numbers OWASP names, and is salted", async () => {
    const [one, two] = await Promise.all([hashPassword("0123456789"), hashPassword("0123456789")]);
    expect(one).toMatch(
      /^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/,
    );
    expect(one).not.toBe(two);
  });

  test.each([
    ["  pass  wörd 🙂 ", true],
    ["pass  wörd 🙂", false],
    ["  pass wörd 🙂 ", false],
    ["  pass  wo\u0308rd 🙂 ", false],
    ["  PASS  wörd 🙂 ", false],
    ["", false],
  ])("X23: %j against '  pass  wörd 🙂 '", async (typed, right) => {
    const kept = await hashPassword("  pass  wörd 🙂 ");
    expect(await verifyPassword(typed, kept)).toBe(right);
  });

  test("agrees with the reference implementation, whatever numbers a hash was kept with", async () => {
    const salt = "$c29tZXNhbHQ$";
    const kept = `$argon2id$v=19$m=256,t=2,p=1${salt}nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4`;
    expect(await verifyPassword("password", kept)).toBe(true);
    expect(await verifyPassword("passwore", kept)).toBe(false);
    expect(await verifyPassword("password", kept.replace("t=2", "t=3"))).toBe(false);
  });

  test.each(["", "plain", "$argon2id$v=19$m=1$x$y", "$2b$10$abcdefghijklmnopqrstuv"])(
    "what is no hash of ours fits nothing: %j",
    async (kept) => {
      expect(await verifyPassword("password", kept)).toBe(false);
    },
  );

  test("more than are made at once wait, and a flood is refused instead of filling the memory", async () => {
    const cheap =
      "$argon2id$v=19$m=8,t=1,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4";
    const tried = await Promise.allSettled(
      Array.from({ length: 230 }, () => verifyPassword("a", cheap)),
    );
    const refused = tried.filter(({ status }) => status === "rejected");
    expect(refused).toHaveLength(230 - 204);
    expect(refused[0]).toMatchObject({ reason: { view: { code: "unavailable" } } });
    expect(await verifyPassword("a", cheap)).toBe(false);
  });
});
