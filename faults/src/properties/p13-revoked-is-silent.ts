import type { Attempt, Disturbance, RunRecord } from "../checker-record.ts";
import { byMessage, type Finding, join, judgeEach, type Property, sendsOf } from "./property.ts";

/** With the bus, and when faults keep the nodes from hearing of each other or from working (counted from their end). */
const GRACE_MS = 1_000;
const DISTURBED_GRACE_MS = 10_000;

/**
 * A session that was ended hears nothing that was first sent a second after the server had agreed to end it (ten after
 * the last fault that was going on meanwhile), and no command of it is answered from that moment on. Judged by what was
 * sent when, not by when it arrived: a slow reader of an old frame is nobody's leak.
 */
export const revokedIsSilent: Property = {
  name: "P13",
  promise: "A session that was ended hears nothing new, and nothing it asks is answered.",
  judge(record) {
    const ended = new Map(
      record.attempts
        .filter(isRevocation)
        .toReversed()
        .flatMap((revocation) => {
          const { sessions = [], endedAt } = revocation;
          const deafAt = deafFrom(revocation, record.faults);
          return sessions.map((session) => [session, { endedAt, deafAt }] as const);
        }),
    );
    return join(judgeHeard(record, ended), judgeAnswered(record, ended));
  },
};

type Ended = ReadonlyMap<string, { endedAt: number; deafAt: number }>;

function isRevocation({ sessions, outcome }: Attempt): boolean {
  return sessions !== undefined && outcome === "answered";
}

function deafFrom({ at, endedAt }: Attempt, faults: readonly Disturbance[]): number {
  const undisturbed = endedAt + GRACE_MS;
  const disturbing = faults.filter(({ from, to }) => from <= undisturbed && to >= at);
  if (disturbing.length === 0) return undisturbed;
  return Math.max(endedAt, ...disturbing.map(({ to }) => to)) + DISTURBED_GRACE_MS;
}

function judgeHeard(record: RunRecord, ended: Ended): Finding {
  const sentAt = new Map(
    [...byMessage(sendsOf(record))].map(([id, tries]) => [
      id,
      Math.min(...tries.map(({ at }) => at)),
    ]),
  );
  const heard = Map.groupBy(record.deliveries, ({ session }) => session);
  return judgeEach(ended, ([session, { deafAt }]) =>
    (heard.get(session) ?? []).flatMap(({ client, at, room, messages }) =>
      messages
        .filter(([id]) => (sentAt.get(id) ?? 0) > deafAt)
        .map(
          ([id]) => `${client} heard ${id} of ${room} at ${at}; ${session} was over by ${deafAt}`,
        ),
    ),
  );
}

function judgeAnswered({ attempts }: RunRecord, ended: Ended): Finding {
  const asked = attempts.filter(
    ({ session, at }) => at > (ended.get(session)?.endedAt ?? Infinity),
  );
  return judgeEach(asked, ({ ask, client, session, command, outcome }) =>
    outcome === "answered"
      ? [`${client} was answered ${command} (ask ${ask}) after the end of ${session}`]
      : [],
  );
}
