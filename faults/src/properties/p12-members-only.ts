import type { Attempt, RunRecord } from "../checker-record.ts";
import { type Memberships, readMemberships } from "./membership.ts";
import { type Finding, join, judgeEach, type Property } from "./property.ts";

/**
 * Nobody hears what a conversation's room had to say after they left it, reads a private one from outside, or writes into
 * one. Whoever comes in may read all that was said before, so an old event that reaches somebody who may be in again by
 * then is nobody's harm.
 */
export const membersOnly: Property = {
  name: "P12",
  promise:
    "Nobody receives anything of a conversation, or puts anything into it, after their removal.",
  judge(record) {
    const memberships = readMemberships(record.truth);
    return join(
      judgeHeard(record, memberships),
      judgeRead(record, memberships),
      judgeWritten(record, memberships),
    );
  },
};

function judgeHeard(record: RunRecord, memberships: Memberships): Finding {
  const users = usersByClient(record);
  const heard = record.deliveries.filter(({ room, gone }) => /^(channel|dm):/.test(room) && !gone);
  return judgeEach(heard, ({ client, room, to, at, how, messages }) => {
    const user = users.get(client) ?? "";
    const conversation = room.slice(room.indexOf(":") + 1);
    if (memberships.isInAt(user, conversation, to)) return [];
    const gap = { user, conversation, clock: to, at };
    if (mayBeIn(gap, record)) return [];
    const seqs = messages.map(([, seq]) => seq).join(", ");
    return [
      `${client} (${user}) got ${room} at clock ${to} ${how}, at ${at}: seqs ${seqs || "none"}`,
    ];
  });
}

function judgeRead(record: RunRecord, memberships: Memberships): Finding {
  const pages = record.attempts.filter(
    ({ answer }) => record.truth.conversations.get(answer?.page?.conversation ?? "")?.private,
  );
  return judgeEach(pages, ({ ask, user, at, endedAt, answer }) => {
    const conversation = answer?.page?.conversation ?? "";
    const clock = Math.max(0, ...(answer?.page?.messages ?? []).map(([, , tick]) => tick));
    if (memberships.isInAt(user, conversation, clock)) return [];
    const gap = { user, conversation, clock, at: endedAt };
    if (mayBeIn(gap, record)) return [];
    return [`${user} read ${conversation} up to tick ${clock} (ask ${ask}, at ${at})`];
  });
}

function judgeWritten({ truth }: RunRecord, memberships: Memberships): Finding {
  const written = [...truth.messages.values()].filter(({ kind }) => kind === "text");
  return judgeEach(written, ({ id, author, conversation, seq }) => {
    // An edit moves a message's tick, so what decides is the tick of the last system message before it.
    const before = lastSystemTick(truth, { conversation, seq });
    return memberships.isInAt(author, conversation, before)
      ? []
      : [`${author} wrote ${id} (seq ${seq}) into ${conversation} without being in it`];
  });
}

/** Someone at a moment when they were not in a conversation. */
interface Gap {
  user: string;
  conversation: string;
  clock: number;
  at: number;
}

/** Whether something that brings them in may have been committed by then, after they last went. */
function mayBeIn(gap: Gap, record: RunRecord): boolean {
  const about = record.attempts.filter((attempt) => isAbout(attempt, gap) && attempt.at <= gap.at);
  // A removal that nobody answered may never have happened.
  const went = about.findLast(
    ({ command, outcome }) => GOES.has(command) && outcome === "answered",
  );
  const wentAt = went?.at ?? 0;
  return about.some(
    ({ command, outcome, endedAt }) =>
      COMES.has(command) && (outcome !== "answered" || endedAt >= wentAt),
  );
}

const COMES: ReadonlySet<string> = new Set(["channel:join", "channel:add-members"]);
const GOES: ReadonlySet<string> = new Set(["channel:leave", "channel:remove-member"]);

function isAbout(attempt: Attempt, { user, conversation }: Gap): boolean {
  if (attempt.conversation !== conversation || attempt.outcome === "refused") return false;
  return attempt.users ? attempt.users.includes(user) : attempt.user === user;
}

const systemTicks = new WeakMap<RunRecord["truth"], Map<string, { seq: number; tick: number }[]>>();

function lastSystemTick(
  truth: RunRecord["truth"],
  { conversation, seq }: { conversation: string; seq: number },
): number {
  const known = systemTicks.get(truth) ?? readSystemTicks(truth);
  systemTicks.set(truth, known);
  return known.get(conversation)?.findLast((one) => one.seq < seq)?.tick ?? 0;
}

function readSystemTicks(truth: RunRecord["truth"]): Map<string, { seq: number; tick: number }[]> {
  const system = [...truth.messages.values()].filter(({ kind }) => kind === "system");
  return Map.groupBy(
    system.sort((a, b) => a.seq - b.seq),
    ({ conversation }) => conversation,
  );
}

function usersByClient({ signIns }: RunRecord): Map<string, string> {
  return new Map(signIns.map(({ client, user }) => [client, user]));
}
