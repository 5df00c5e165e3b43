import type { Context } from "../context.ts";
import { createLanes } from "../database/lanes.ts";
import { fail } from "../failure.ts";
import type { Meeting, Meets } from "../realtime/presence-guests.ts";

const BATCH_MAX = 500;
const QUEUE_MAX = 20_000;

/** Answers whether a guest shares a conversation with somebody at this moment; those that ask together are answered together. */
export function createMeetings({ database }: Pick<Context, "database">): Meets {
  const questions = createLanes<Meeting, boolean>({
    lanes: 1,
    batchMax: BATCH_MAX,
    queueMax: QUEUE_MAX,
    async runBatch(asked) {
      const rows = await database.reads.ask<{ at: number }>({
        ...FIND_MEETINGS,
        values: [
          asked.map(({ workspaceId }) => workspaceId),
          asked.map(({ guestId }) => guestId),
          asked.map(({ userId }) => userId),
        ],
      });
      const met = new Set(rows.map(({ at }) => at));
      return asked.map((_, index) => ({ result: met.has(index + 1) }));
    },
    full: () => fail("unavailable", "Too many meetings are being asked about."),
  });
  return async (meeting) => questions.add(meeting.workspaceId, meeting);
}

const FIND_MEETINGS = {
  name: "meetings",
  text: `
    SELECT asked.at::int AS at
    FROM unnest($1::uuid[], $2::uuid[], $3::uuid[]) WITH ORDINALITY AS asked (workspace_id, guest_id, user_id, at)
    WHERE asked.guest_id = asked.user_id OR EXISTS (
      SELECT FROM member guest
      JOIN participant mine ON mine.member_id = guest.id AND mine.left_at IS NULL
      JOIN participant theirs ON theirs.conversation_id = mine.conversation_id
        AND theirs.user_id = asked.user_id AND theirs.left_at IS NULL
      WHERE guest.workspace_id = asked.workspace_id AND guest.user_id = asked.guest_id)`,
};
