import { AccountFailure } from "../auth/account-failure.ts";
import { type Allowance, createAllowance, tooFast } from "../realtime/rate-limits.ts";
import type { SharedCounts } from "../realtime/shared-counts.ts";
import { networkOf } from "./network.ts";

/** How often the accounts may be tried from outside. Only refused attempts are held against sign-in. An `ip` counts as its network. */
export interface AccountLimits {
  /** Tries a password for an account from an address; attempts for the same pair wait for each other. */
  tryPassword<T>(who: { email: string; ip: string }, attempt: () => Promise<T>): Promise<T>;
  signUp<T>(ip: string, attempt: () => Promise<T>): Promise<T>;
  askForReset<T>(who: { email: string; ip: string }, attempt: () => Promise<T>): Promise<T>;
  useReset<T>(ip: string, attempt: () => Promise<T>): Promise<T>;
}

export function createAccountLimits({
  enabled,
  counts = null,
}: {
  enabled: boolean;
  counts?: SharedCounts | null;
}): AccountLimits {
  if (!enabled) return unlimited;
  const passwords = createPasswordLimit(counts);
  const signUps = createAllowance("sign-up", { points: 500, windowMs: HOUR }, counts);
  const refusedSignUps = createAllowance("sign-up-refused", { points: 60, windowMs: HOUR }, counts);
  const resetsOfAccount = createAllowance("reset-account", { points: 5, windowMs: HOUR }, counts);
  const resetsFromAddress = createAllowance(
    "reset-address",
    { points: 30, windowMs: HOUR },
    counts,
  );
  const refusedResets = createAllowance("reset-refused", { points: 30, windowMs: HOUR }, counts);
  return {
    tryPassword: ({ email, ip }, attempt) => passwords({ email, ip: networkOf(ip) }, attempt),
    signUp(ip, attempt) {
      const network = networkOf(ip);
      return countRefusals([[refusedSignUps, network]], async () => {
        await take(signUps, network);
        return attempt();
      });
    },
    async askForReset({ email, ip }, attempt) {
      await take(resetsFromAddress, networkOf(ip));
      await take(resetsOfAccount, email);
      return attempt();
    },
    useReset: (ip, attempt) => countRefusals([[refusedResets, networkOf(ip)]], attempt),
  };
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const WEEK = 7 * 24 * HOUR;

const unlimited: AccountLimits = {
  tryPassword: (_who, attempt) => attempt(),
  signUp: (_ip, attempt) => attempt(),
  askForReset: (_who, attempt) => attempt(),
  useReset: (_ip, attempt) => attempt(),
};

type Counted = readonly [Allowance, key: string];

/**
 * Guessing is slowed by account and address together, by address over all accounts, and by account over all addresses.
 * The last would let a stranger lock a person out, so it spares addresses from which that person got in lately.
 */
function createPasswordLimit(counts: SharedCounts | null): AccountLimits["tryPassword"] {
  const pairByMinute = createAllowance(
    "password-pair-minute",
    { points: 5, windowMs: MINUTE },
    counts,
  );
  const pairByHour = createAllowance("password-pair-hour", { points: 20, windowMs: HOUR }, counts);
  const address = createAllowance("password-address", { points: 60, windowMs: MINUTE }, counts);
  const account = createAllowance(
    "password-account",
    { points: 50, windowMs: 15 * MINUTE },
    counts,
  );
  const familiar = createAllowance("password-familiar", { points: 1, windowMs: WEEK }, counts);
  const inTurn = createTurns();
  return ({ email, ip }, attempt) => {
    const pair = `${email} ${ip}`;
    return inTurn(pair, async () => {
      const isFamiliar = (await familiar.waitMs(pair)) > 0;
      const counted: Counted[] = [
        [pairByMinute, pair],
        [pairByHour, pair],
        [address, ip],
      ];
      if (!isFamiliar) counted.push([account, email]);
      const answer = await countRefusals(counted, attempt);
      await Promise.all([pairByMinute.forget(pair), pairByHour.forget(pair), familiar.take(pair)]);
      return answer;
    });
  };
}

/** Refuses while one of the allowances is spent; else attempts, and takes a turn from each when it is refused. */
async function countRefusals<T>(
  counted: readonly Counted[],
  attempt: () => Promise<T>,
): Promise<T> {
  const waits = await Promise.all(counted.map(([allowance, key]) => allowance.waitMs(key)));
  const retryInMs = Math.max(...waits);
  if (retryInMs > 0) throw tooFast(retryInMs);
  try {
    return await attempt();
  } catch (error) {
    if (error instanceof AccountFailure) {
      await Promise.all(counted.map(([allowance, key]) => allowance.take(key)));
    }
    throw error;
  }
}

async function take(allowance: Allowance, key: string): Promise<void> {
  const retryInMs = await allowance.take(key);
  if (retryInMs > 0) throw tooFast(retryInMs);
}

/** Runs what has the same key one after the other, so that many attempts at once are counted one by one. */
function createTurns() {
  const last = new Map<string, Promise<unknown>>();
  return async <T>(key: string, run: () => Promise<T>): Promise<T> => {
    const mine = (last.get(key) ?? Promise.resolve()).then(run, run);
    last.set(key, mine);
    try {
      return await mine;
    } finally {
      if (last.get(key) === mine) last.delete(key);
    }
  };
}
