import type { ParticipationView } from "@hallway/protocol";
import type { Later, Outcome } from "../database/lanes.ts";
import type { Statement } from "../database/pipeline.ts";
import { type DecidedBatch, inTwoTrips } from "../database/transaction.ts";
import { fail, notFound } from "../failure.ts";
import { userRoom } from "../realtime/rooms.ts";
import { readMarkFacts } from "./mark-facts.ts";
import type { MarkJob } from "./mark-job.ts";

/**
 * Moves many people's read pointers in one transaction: their own rooms are locked in the order of their ids, then what
 * decides is read and counted by a younger statement, then the pointers that move are written and told.
 */
export async function markBatch(
  publishing: Parameters<typeof inTwoTrips>[0],
  jobs: readonly MarkJob[],
  later: Later,
): Promise<readonly Outcome<ParticipationView>[]> {
  const outcomes: Outcome<ParticipationView>[] = [];
  for (const places of oneEach(jobs)) {
    const some = places.flatMap((place) => jobs[place] ?? []);
    const decided = await inTwoTrips(publishing, (ask) => decideMarks(ask, some), later);
    for (const [index, outcome] of decided.entries()) outcomes[places[index] ?? 0] = outcome;
  }
  return outcomes;
}

/** The jobs' places in as few rounds as possible, in each of which nobody marks one conversation twice. */
function oneEach(jobs: readonly MarkJob[]): number[][] {
  const rounds: number[][] = [];
  const seen = new Map<string, number>();
  for (const [place, { caller, input }] of jobs.entries()) {
    const key = `${caller.memberId} ${input.conversationId}`;
    const round = seen.get(key) ?? 0;
    seen.set(key, round + 1);
    rounds[round] ??= [];
    rounds[round].push(place);
  }
  return rounds;
}

interface Move {
  job: MarkJob;
  view: ParticipationView;
}

async function decideMarks(
  ask: Parameters<typeof readMarkFacts>[0],
  jobs: readonly MarkJob[],
): Promise<DecidedBatch<ParticipationView>> {
  const { clocks, seats } = await readMarkFacts(ask, jobs);
  const rooms: DecidedBatch<ParticipationView>["rooms"] = new Map();
  const moves: Move[] = [];
  const result = jobs.map((job, index): Outcome<ParticipationView> => {
    const { caller, input } = job;
    const seat = seats.get(index + 1);
    if (!seat) return { error: fail("unauthenticated", "Your session has ended. Sign in again.") };
    const { place: _, seatedAt, ...counted } = seat;
    if (seatedAt === null) return { error: notFound("conversation") };
    const view = { ...counted, conversationId: input.conversationId, leftAt: null };
    if (view.lastReadSeq === seatedAt) return { result: view };
    const room = userRoom(caller);
    const clock = clocks.get(room.id) ?? 0;
    const told = rooms.get(room.id) ?? { room, from: clock, to: clock, changes: [] };
    told.to++;
    const moved = { ...view, tick: told.to };
    told.changes.push({ kind: "participation", data: moved });
    rooms.set(room.id, told);
    moves.push({ job, view: moved });
    return { result: moved };
  });
  return { result, rooms, writes: moves.length > 0 ? [writeMarks(moves)] : [] };
}

function writeMarks(moves: readonly Move[]): Statement {
  const ends = new Map(moves.map(({ job, view }) => [job.caller.memberId, view.tick]));
  return {
    name: "write_marks",
    text: WRITE_MARKS,
    values: [
      moves.map(({ view }) => view.conversationId),
      moves.map(({ job }) => job.caller.memberId),
      moves.map(({ view }) => view.lastReadSeq),
      moves.map(({ view }) => view.tick),
      [...ends.keys()],
      [...ends.values()],
    ],
  };
}

const WRITE_MARKS = `
  WITH moved AS (
    UPDATE participant SET last_read_seq = mark.seq, participation_tick = mark.tick
    FROM unnest($1::uuid[], $2::uuid[], $3::int[], $4::int[]) AS mark (conversation_id, member_id, seq, tick)
    WHERE participant.conversation_id = mark.conversation_id AND participant.member_id = mark.member_id
  )
  UPDATE room SET clock = newest.clock
  FROM unnest($5::uuid[], $6::int[]) AS newest (id, clock)
  WHERE room.id = newest.id`;
