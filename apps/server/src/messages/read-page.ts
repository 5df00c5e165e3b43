import { limits, type messageList, type ParsedInputOf, type Role } from "@hallway/protocol";
import type { MemberCaller } from "../caller.ts";
import { canRead } from "../conversations/conversation-access.ts";
import type { Message } from "../database/generated/client.ts";
import type { Ask } from "../database/pipeline.ts";
import { fail, notFound } from "../failure.ts";
import { MESSAGE_COLUMNS } from "./message-row.ts";

type Input = ParsedInputOf<typeof messageList>;

/** A page of a conversation's timeline, oldest first, with the room's clock of the same moment. */
export interface Page {
  rows: Message[];
  hasOlder: boolean;
  hasNewer: boolean;
  clock: number;
}

/**
 * Reads a page with one statement, which sees one state of the database: whether the caller's session lives and what
 * they may read, where the page lies, its messages and the clock. Throws `not_found` for a hidden or missing conversation
 * or message, and `unauthenticated` for whoever is no active member with a living session.
 */
export async function readPage(ask: Ask, caller: MemberCaller, input: Input): Promise<Page> {
  const span = spanOf(input);
  const { conversationId } = input;
  const { workspaceId, sessionId } = caller;
  const rows = await ask<PageRow>({
    ...READ_PAGE,
    values: [conversationId, workspaceId, sessionId, ...pivotOf(input), span.older, span.newer],
  });
  const [place] = rows;
  if (!place) throw fail("unauthenticated", "Your session has ended. Sign in again.");
  const { conversation, joined, role } = place;
  if (!conversation || !canRead({ conversation, joined, role })) throw notFound("conversation");
  if (place.pivot === null) throw notFound("message");
  const messages = rows.filter(isMessage);
  return { ...cut(messages, span, { ...place, pivot: place.pivot }), clock: place.clock };
}

/** So many messages below the pivot and so many from it on. */
interface Span {
  older: number;
  newer: number;
  /** One more than asked is read after the pivot, to know whether the page has a next. */
  peeks: boolean;
}

function spanOf({ limit, after, around }: Input): Span {
  if (after !== undefined) return { older: 0, newer: limit + 1, peeks: true };
  if (around === undefined) return { older: limit, newer: 0, peeks: false };
  const older = Math.floor(limit / 2);
  return { older, newer: limit - older + 1, peeks: true };
}

/** The message or the seq that the page lies around; neither for the timeline's end. */
function pivotOf({ before, after, around }: Input): [id: string | null, seq: number | null] {
  if (typeof around === "string") return [around, null];
  return [null, around ?? before ?? (after === undefined ? null : after + 1)];
}

function cut(
  messages: Message[],
  span: Span,
  { pivot, lastSeq }: { pivot: number; lastSeq: number },
): Omit<Page, "clock"> {
  const newer = messages.filter(({ seq }) => seq >= pivot).length;
  const hasNext = span.peeks && newer === span.newer;
  const asked = hasNext ? messages.slice(0, -1) : messages;
  const rows = nearest(asked, pivot);
  const isShort = rows.at(-1) !== asked.at(-1);
  return {
    rows,
    hasOlder: (rows[0]?.seq ?? Math.min(pivot, lastSeq + 1)) > 1,
    hasNewer: isShort || (span.peeks ? hasNext : pivot <= lastSeq),
  };
}

/** Those around the pivot that one answer can carry over a slow line, and one at least. */
function nearest(messages: Message[], pivot: number): Message[] {
  let left: number = limits.pageBytes;
  const byDistance = messages.toSorted(
    (one, other) => Math.abs(one.seq - pivot) - Math.abs(other.seq - pivot),
  );
  const tooHeavy = byDistance.findIndex(({ text }, index) => {
    left -= Buffer.byteLength(text);
    return left < 0 && index > 0;
  });
  if (tooHeavy < 0) return messages;
  const kept = new Set(byDistance.slice(0, tooHeavy));
  return messages.filter((message) => kept.has(message));
}

/** The facts about the place on every row, beside a message or, in an empty page, beside nothing. */
type PageRow = (Message | { [Column in keyof Message]: null }) & {
  role: Role;
  /** Null when there is none of this id; then nothing after it means anything. */
  conversation: { kind: "channel" | "dm"; private: boolean } | null;
  joined: boolean;
  lastSeq: number;
  clock: number;
  pivot: number | null;
};

function isMessage(row: PageRow): row is PageRow & Message {
  return row.id !== null;
}

const READ_PAGE = {
  name: "message_page",
  text: `
    WITH asker AS (
      SELECT m.id, m.role::text AS role
      FROM session s
      JOIN member m ON m.workspace_id = $2 AND m.user_id = s.user_id AND m.deactivated_at IS NULL
      WHERE s.id = $3 AND s.expires_at > now()
    ), place AS (
      SELECT json_build_object('kind', c.kind, 'private', c.private) AS conversation, c.last_seq AS "lastSeq", r.clock,
             EXISTS (
               SELECT FROM participant p JOIN asker ON asker.id = p.member_id
               WHERE p.conversation_id = c.id AND p.left_at IS NULL
             ) AS joined,
             CASE WHEN $4::uuid IS NULL THEN COALESCE($5::int, c.last_seq + 1)
                  ELSE (SELECT seq FROM message WHERE id = $4 AND conversation_id = c.id) END AS pivot
      FROM conversation c
      JOIN room r ON r.id = c.id
      WHERE c.id = $1 AND c.workspace_id = $2
    )
    SELECT asker.role, place.conversation, place.joined, place."lastSeq", place.clock, place.pivot, ${MESSAGE_COLUMNS}
    FROM asker LEFT JOIN place ON true LEFT JOIN LATERAL (
      (SELECT * FROM message WHERE conversation_id = $1 AND seq < place.pivot ORDER BY seq DESC LIMIT $6)
      UNION ALL
      (SELECT * FROM message WHERE conversation_id = $1 AND seq >= place.pivot ORDER BY seq LIMIT $7)
    ) m ON true
    ORDER BY m.seq`,
};
