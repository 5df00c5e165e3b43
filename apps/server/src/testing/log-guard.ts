import type { Database } from "../database/client.ts";
import { createLogger } from "../logging.ts";
import { PASSWORD } from "./actor.ts";

/**
 * Hears all that a server logs, at the most talkative level. A log is read by more people than a message is, and kept in
 * more places than a session (docs/operations.md): in the end nothing of either may be in it.
 */
export function createLogGuard() {
  const lines: string[] = [];
  return {
    logger: createLogger("trace", { write: (line) => void lines.push(line) }),
    /** Throws when a line holds a session, a password, an address or a message of those that the database knows. */
    async requireNoSecrets(database: Database): Promise<void> {
      const log = lines.join("");
      if (log === "") return;
      for (const [secret, kind] of await secretsOf(database)) {
        if (secret.length < LEAST || !log.includes(secret)) continue;
        const line = lines.find((one) => one.includes(secret));
        throw new Error(`The log holds a ${kind}, "${secret}": ${line}`);
      }
    },
  };
}

/** A shorter text may well stand in a log by chance. */
const LEAST = 10;
/** So much of a message is enough to find it. */
const BEGINNING = 60;

async function secretsOf(database: Database): Promise<Map<string, string>> {
  const [sessions, people, messages] = await Promise.all([
    database.session.findMany({ select: { token: true } }),
    database.user.findMany({ select: { email: true } }),
    database.message.findMany({ select: { text: true } }),
  ]);
  return new Map([
    [PASSWORD, "password"],
    ...sessions.map(({ token }): [string, string] => [token, "session"]),
    ...people.map(({ email }): [string, string] => [email, "address"]),
    ...messages.map(({ text }): [string, string] => [beginningOf(text), "message"]),
  ]);
}

/** What of a text a line of JSON would show as it is. */
function beginningOf(text: string): string {
  return (/^[^\n"\\]*/.exec(text)?.[0] ?? "").slice(0, BEGINNING);
}
