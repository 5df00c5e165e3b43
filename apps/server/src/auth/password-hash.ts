import { type Argon2Parameters, argon2, randomBytes, timingSafeEqual } from "node:crypto";
import { fail } from "../failure.ts";

/**
 * Turns a password into the text to keep: `$argon2id$v=19$m=19456,t=2,p=1$salt$hash`. The least memory and passes that
 * OWASP names for argon2id; the text carries them, so they can be raised later.
 */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  const hash = await derive(password, { ...STRENGTH, nonce: salt, tagLength: HASH_BYTES });
  const { memory, passes, parallelism } = STRENGTH;
  return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${encode(salt)}$${encode(hash)}`;
}

/** Whether a password, exactly as typed, is the one that was hashed. */
export async function verifyPassword(password: string, kept: string): Promise<boolean> {
  const parts = KEPT.exec(kept)?.groups;
  if (!parts) return false;
  const { memory = "", passes = "", parallelism = "", salt = "", hash = "" } = parts;
  const expected = Buffer.from(hash, "base64");
  const actual = await derive(password, {
    memory: Number(memory),
    passes: Number(passes),
    parallelism: Number(parallelism),
    nonce: Buffer.from(salt, "base64"),
    tagLength: expected.length,
  });
  return timingSafeEqual(actual, expected);
}

const STRENGTH = { memory: 19_456, passes: 2, parallelism: 1 };
const SALT_BYTES = 16;
const HASH_BYTES = 32;
const KEPT =
  /^\$argon2id\$v=19\$m=(?<memory>\d{1,7}),t=(?<passes>\d{1,2}),p=(?<parallelism>\d{1,2})\$(?<salt>[A-Za-z0-9+/]{11,86})\$(?<hash>[A-Za-z0-9+/]{16,86})$/;

/** Each hash takes 19 MiB for its time: more at once would be a way to exhaust the machine. */
const AT_ONCE = 4;
const WAITING_MAX = 200;
let running = 0;
const waiting: (() => void)[] = [];

async function derive(
  password: string,
  strength: Omit<Argon2Parameters, "message">,
): Promise<Buffer> {
  await enter();
  try {
    return await new Promise((resolve, reject) => {
      argon2("argon2id", { ...strength, message: Buffer.from(password, "utf8") }, (error, hash) =>
        error ? reject(error) : resolve(hash),
      );
    });
  } finally {
    leave();
  }
}

async function enter(): Promise<void> {
  if (running < AT_ONCE) {
    running++;
    return;
  }
  if (waiting.length >= WAITING_MAX) {
    throw fail("unavailable", "Many people are signing in at this moment. Try again shortly.", {
      retryInMs: 2_000,
    });
  }
  await new Promise<void>((resolve) => waiting.push(resolve));
}

/** Hands the place on to whoever waits longest. */
function leave(): void {
  const next = waiting.shift();
  if (next) next();
  else running--;
}

function encode(bytes: Buffer): string {
  return bytes.toString("base64").replace(/=+$/, "");
}
