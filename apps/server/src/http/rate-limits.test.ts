import { describe, expect, test } from "vitest";
import { AccountFailure } from "../auth/account-failure.ts";
import { Failure } from "../failure.ts";
import { createAccountLimits } from "./rate-limits.ts";

const ann = { email: "ann@example.com", ip: "203.0.113.1" };

async function wrong(): Promise<never> {
  throw new AccountFailure("INVALID_EMAIL_OR_PASSWORD", { code: "unauthenticated", message: "no" });
}
async function right(): Promise<string> {
  return "in";
}
async function codeOf(attempt: Promise<unknown>): Promise<string> {
  return attempt.then(
    () => "ok",
    (error: unknown) => (error instanceof Failure ? error.view.code : "thrown"),
  );
}

describe("trying passwords", () => {
  test("five wrong ones in a minute, then even the right one waits", async () => {
    const limits = createAccountLimits({ enabled: true });
    for (let turn = 0; turn < 5; turn++) {
      expect(await codeOf(limits.tryPassword(ann, wrong))).toBe("unauthenticated");
    }
    expect(await codeOf(limits.tryPassword(ann, right))).toBe("rate_limited");
    expect(await codeOf(limits.tryPassword({ ...ann, ip: "203.0.113.2" }, right))).toBe("ok");
    expect(await codeOf(limits.tryPassword({ ...ann, email: "bob@example.com" }, right))).toBe(
      "ok",
    );
  });

  test("from ever other addresses of one IPv6 network they count together", async () => {
    const limits = createAccountLimits({ enabled: true });
    const from = (host: number) => ({ ...ann, ip: `2001:db8:1:2::${host.toString(16)}` });
    for (let turn = 0; turn < 5; turn++) {
      expect(await codeOf(limits.tryPassword(from(turn), wrong))).toBe("unauthenticated");
    }
    expect(await codeOf(limits.tryPassword(from(6), right))).toBe("rate_limited");
    const elsewhere = { ...ann, ip: "2001:db8:1:3::1" };
    expect(await codeOf(limits.tryPassword(elsewhere, right))).toBe("ok");
  });

  test("tried all at once they count one by one, and none is tried after the fifth", async () => {
    const limits = createAccountLimits({ enabled: true });
    let tried = 0;
    const attempts = Array.from({ length: 40 }, () =>
      limits.tryPassword(ann, () => {
        tried++;
        return wrong();
      }),
    );
    const codes = await Promise.all(attempts.map(codeOf));
    expect(tried).toBe(5);
    expect(codes.filter((code) => code === "rate_limited")).toHaveLength(35);
  });

  test("successes do not count, however many at once", async () => {
    const limits = createAccountLimits({ enabled: true });
    const attempts = Array.from({ length: 100 }, () => limits.tryPassword(ann, right));
    expect(await Promise.all(attempts)).toHaveLength(100);
  });

  test("what breaks on our side is not held against anyone", async () => {
    const limits = createAccountLimits({ enabled: true });
    for (let turn = 0; turn < 20; turn++) {
      const broken = limits.tryPassword(ann, () => Promise.reject(new Error("database away")));
      expect(await codeOf(broken)).toBe("thrown");
    }
  });

  test("one address over many accounts is stopped", async () => {
    const limits = createAccountLimits({ enabled: true });
    for (let turn = 0; turn < 60; turn++) {
      await codeOf(limits.tryPassword({ ...ann, email: `p${turn}@example.com` }, wrong));
    }
    const next = limits.tryPassword({ ...ann, email: "q@example.com" }, wrong);
    expect(await codeOf(next)).toBe("rate_limited");
  });

  test("X39: many addresses against one account are stopped, and its owner is not", async () => {
    const limits = createAccountLimits({ enabled: true });
    await limits.tryPassword(ann, right);
    for (let turn = 0; turn < 50; turn++) {
      await codeOf(limits.tryPassword({ ...ann, ip: `198.51.100.${turn}` }, wrong));
    }
    const stranger = limits.tryPassword({ ...ann, ip: "198.51.100.99" }, wrong);
    expect(await codeOf(stranger)).toBe("rate_limited");
    expect(await codeOf(limits.tryPassword(ann, right))).toBe("ok");
  });
});

describe("asking for reset links", () => {
  test("five an hour for one account, from wherever", async () => {
    const limits = createAccountLimits({ enabled: true });
    for (let turn = 0; turn < 5; turn++) {
      expect(await codeOf(limits.askForReset({ ...ann, ip: `192.0.2.${turn}` }, right))).toBe("ok");
    }
    expect(await codeOf(limits.askForReset(ann, right))).toBe("rate_limited");
    expect(await codeOf(limits.askForReset({ ...ann, email: "b@example.com" }, right))).toBe("ok");
  });
});

describe("signing up", () => {
  test("a company that signs up together is not in the way, guessing invitations is", async () => {
    const limits = createAccountLimits({ enabled: true });
    const people = Array.from({ length: 200 }, () => codeOf(limits.signUp(ann.ip, right)));
    expect(new Set(await Promise.all(people))).toEqual(new Set(["ok"]));
    for (let turn = 0; turn < 60; turn++) await codeOf(limits.signUp(ann.ip, wrong));
    expect(await codeOf(limits.signUp(ann.ip, wrong))).toBe("rate_limited");
  });
});

test("switched off, nothing is counted", async () => {
  const limits = createAccountLimits({ enabled: false });
  for (let turn = 0; turn < 100; turn++) {
    expect(await codeOf(limits.tryPassword(ann, wrong))).toBe("unauthenticated");
  }
});
