import { Client } from "pg";
import { z } from "zod";

/** What the database holds when all is quiet: the truth that every history is judged by. */
export interface Truth {
  epoch: string;
  conversations: Map<string, StoredConversation>;
  messages: Map<string, StoredMessage>;
  participants: StoredParticipant[];
  /** The clocks of the rooms that each person is in, by their names on the wire. */
  heads: Heads;
}

/** By person: the rooms they are in, each with its clock. */
export type Heads = Map<string, Map<string, number>>;

export interface StoredConversation {
  id: string;
  kind: "channel" | "dm";
  private: boolean;
  lastSeq: number;
  clock: number;
}

export interface StoredMessage {
  id: string;
  conversation: string;
  seq: number;
  tick: number;
  author: string;
  kind: "text" | "system" | "bot";
  text: string;
  edited: boolean;
  deleted: boolean;
  /** Whom it mentioned when it was sent. */
  mentions: { users: string[]; everyone: boolean };
  /** For system messages: what happened, and to whom beside the author. */
  event: { name: string; users: string[] } | null;
}

export interface StoredParticipant {
  conversation: string;
  user: string;
  left: boolean;
  lastReadSeq: number;
}

/** Reads the whole truth in one snapshot. */
export async function readTruth(databaseUrl: string): Promise<Truth> {
  return inSnapshot(databaseUrl, async (client) => {
    const rows = async <Row>(schema: z.ZodType<Row>, sql: string) =>
      z.array(schema).parse((await client.query(sql)).rows);
    const [installation] = await rows(
      z.object({ epoch: z.string() }),
      "SELECT epoch FROM installation",
    );
    const conversations = await rows(Conversation, CONVERSATIONS);
    const messages = await rows(Message, MESSAGES);
    return {
      epoch: installation?.epoch ?? "",
      conversations: new Map(conversations.map((one) => [one.id, one])),
      messages: new Map(messages.map((one) => [one.id, toMessage(one)])),
      participants: await rows(Participant, PARTICIPANTS),
      heads: toHeads(await rows(Head, HEADS)),
    };
  });
}

/** Only the clocks; cheap enough to look again and again. */
export async function readHeads(databaseUrl: string): Promise<Heads> {
  return inSnapshot(databaseUrl, async (client) =>
    toHeads(z.array(Head).parse((await client.query(HEADS)).rows)),
  );
}

const CONNECT_MS = 5_000;

async function inSnapshot<T>(databaseUrl: string, read: (client: Client) => Promise<T>) {
  const client = new Client({
    connectionString: databaseUrl,
    connectionTimeoutMillis: CONNECT_MS,
  });
  // A server that is killed meanwhile also says so on the idle connection.
  client.on("error", () => undefined);
  await client.connect();
  try {
    await client.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
    return await read(client);
  } finally {
    await client.end().catch(() => undefined);
  }
}

const CONVERSATIONS = `
  SELECT c.id, c.kind::text AS kind, c.private, c.last_seq AS "lastSeq", r.clock
  FROM conversation c JOIN room r ON r.id = c.id`;
const Conversation = z.object({
  id: z.string(),
  kind: z.enum(["channel", "dm"]),
  private: z.boolean(),
  lastSeq: z.number(),
  clock: z.number(),
});

const MESSAGES = `
  SELECT id, conversation_id AS conversation, seq, tick, author_id AS author, kind::text AS kind, text, system,
         edited_at IS NOT NULL AS edited, deleted_at IS NOT NULL AS deleted,
         coalesce(mentioned_user_ids, '{}')::text[] AS users, mentions_everyone AS everyone
  FROM message ORDER BY conversation_id, seq`;
const Message = z.object({
  id: z.string(),
  conversation: z.string(),
  seq: z.number(),
  tick: z.number(),
  author: z.string(),
  kind: z.enum(["text", "system", "bot"]),
  text: z.string(),
  edited: z.boolean(),
  deleted: z.boolean(),
  users: z.array(z.string()),
  everyone: z.boolean(),
  system: z.object({ event: z.string(), userIds: z.array(z.string()) }).nullable(),
});

function toMessage({
  system,
  users,
  everyone,
  ...message
}: z.infer<typeof Message>): StoredMessage {
  const event = system && { name: system.event, users: system.userIds };
  return { ...message, mentions: { users, everyone }, event };
}

const PARTICIPANTS = `
  SELECT conversation_id AS conversation, user_id AS user, left_at IS NOT NULL AS left, last_read_seq AS "lastReadSeq"
  FROM participant`;
const Participant = z.object({
  conversation: z.string(),
  user: z.string(),
  left: z.boolean(),
  lastReadSeq: z.number(),
});

const HEADS = `
  SELECT m.user_id AS user, 'user:' || m.user_id AS room, r.clock FROM member m JOIN room r ON r.id = m.id
  UNION ALL
  SELECT m.user_id, 'workspace', r.clock FROM member m JOIN room r ON r.id = m.workspace_id
  UNION ALL
  SELECT p.user_id, c.kind || ':' || c.id, r.clock
  FROM participant p JOIN conversation c ON c.id = p.conversation_id JOIN room r ON r.id = c.id
  WHERE p.left_at IS NULL`;
const Head = z.object({ user: z.string(), room: z.string(), clock: z.number() });

function toHeads(rows: readonly z.infer<typeof Head>[]): Heads {
  const heads: Heads = new Map();
  for (const { user, room, clock } of rows) {
    const mine = heads.get(user) ?? new Map<string, number>();
    heads.set(user, mine.set(room, clock));
  }
  return heads;
}
