import {
  asId,
  type ConversationId,
  channelJoin,
  channelLeave,
  type MessageId,
  messageDelete,
  messageEdit,
  messageList,
  readMark,
} from "@hallway/protocol";
import { v7 as uuidv7 } from "uuid";
import type { Client } from "./client.ts";
import { answeredMessage, seenMessage } from "./client-notes.ts";
import { type Letter, sendLetter } from "./client-outbox.ts";
import { tokenOf, writeText } from "./load-text.ts";
import type { World } from "./load-world.ts";
import type { Random } from "./random.ts";

/** What the acts choose from. */
export interface Stage {
  world: World;
  clients: readonly Client[];
  random: Random;
  nodes: number;
  /** The last letters of each device that were acknowledged. */
  sent: Map<string, Letter[]>;
  /** A number that is used once. */
  next(): number;
}

const MENTION_CHANCE = 0.12;
const EVERYONE_CHANCE = 0.01;
const TOO_LATE_CHANCE = 0.5;
const WIDE = 30;
const WIDE_CHANCE = 0.2;

/** Writes into one of the conversations it shows. */
export function write(stage: Stage, client: Client): void {
  const letter = compose(stage, client);
  if (letter) client.adopt(letter);
}

/** The same message on two ways at once; whoever is not sure afterwards tries on with the outbox. */
export async function writeTwice(stage: Stage, client: Client): Promise<void> {
  const letter = compose(stage, client);
  if (!letter) return;
  const outcomes = await Promise.all(
    [0, 1].map((node) => sendLetter(client.notebook, letter, client.http(node))),
  );
  const isSettled = outcomes.some(({ kind }) => kind === "answered" || kind === "refused");
  if (!isSettled) client.adopt(letter);
}

function compose({ random, clients, next }: Stage, client: Client): Letter | null {
  const conversationId = pickShown(random, client);
  if (!conversationId) return null;
  let mention: string | null = null;
  if (random.chance(MENTION_CHANCE)) mention = `<@${random.pick(clients).user}>`;
  else if (random.chance(EVERYONE_CHANCE)) mention = "<!channel>";
  const text = writeText(`${client.name}.${next()}`, { random, mention });
  return { id: uuidv7(), conversationId, text };
}

/** Tries to write where it may not be: into a channel it does not show, mostly one that it was removed from. */
export async function writeOutside({ world, random, next }: Stage, client: Client): Promise<void> {
  const outside = world.channels.filter(({ id }) => !client.store.timelines.has(id));
  if (outside.length === 0) return;
  const { id: conversationId } = random.pick(outside);
  const text = writeText(`${client.name}.${next()}`, { random, mention: null });
  const letter = { id: uuidv7(), conversationId, text, outside: true } as const;
  await sendLetter(client.notebook, letter, client.way());
}

/** Changes one of its last messages. */
export async function edit(stage: Stage, client: Client): Promise<void> {
  const letter = pickLast(stage.random, stage.sent.get(client.name));
  if (letter) await change(stage, client, letter);
}

async function change({ random, next }: Stage, client: Client, letter: Letter): Promise<void> {
  const text = writeText(tokenOf(letter.text) ?? "", { random, mention: `edit ${next()}` });
  await client.ask({
    contract: messageEdit,
    input: { id: asId<MessageId>(letter.id), text },
    way: client.way(),
    asked: { conversation: letter.conversationId, message: letter.id, text },
    answered: ({ message }) => ({ message: answeredMessage(message) }),
  });
}

/** Removes one of its last messages, and may try to change what is gone. */
export async function remove(stage: Stage, client: Client): Promise<void> {
  const { random, sent } = stage;
  const letter = pickLast(random, sent.get(client.name));
  if (!letter) return;
  const { kind } = await client.ask({
    contract: messageDelete,
    input: { id: asId<MessageId>(letter.id) },
    way: client.way(),
    asked: { conversation: letter.conversationId, message: letter.id },
    answered: ({ message }) => ({ message: answeredMessage(message) }),
  });
  if (kind === "answered" && random.chance(TOO_LATE_CHANCE)) await change(stage, client, letter);
}

/** Reads up to the newest it shows, or to some place before. */
export async function markRead({ random }: Stage, client: Client): Promise<void> {
  const id = pickShown(random, client);
  const newest = Math.max(0, ...seqsOf(client, id));
  if (!id || newest === 0) return;
  const seq = random.chance(0.5) ? newest : Math.max(0, newest - random.below(20));
  await client.ask({
    contract: readMark,
    input: { conversationId: asId<ConversationId>(id), seq },
    way: random.chance(0.8) ? client.way() : client.http(random.below(2)),
    asked: { conversation: id, seq },
    answered: ({ participation }) => ({ lastReadSeq: participation.lastReadSeq }),
  });
}

/** Reads the end of a conversation over HTTP, at any node. */
export async function readPage(
  { random, nodes }: Stage,
  client: Client,
  conversationId = pickShown(random, client),
): Promise<void> {
  if (!conversationId) return;
  await client.ask({
    contract: messageList,
    input: { conversationId: asId<ConversationId>(conversationId), limit: 30 },
    way: client.http(random.below(nodes)),
    asked: { conversation: conversationId },
    answered: ({ messages, hasOlder, hasNewer }) => ({
      page: {
        conversation: conversationId,
        messages: messages.map(seenMessage),
        hasOlder,
        hasNewer,
      },
    }),
  });
}

/** Goes out of a public channel it shows, or into one it does not. */
export async function comeOrGo({ random, world }: Stage, client: Client): Promise<void> {
  const isPublic = world.channels.filter((channel) => !channel.private);
  if (isPublic.length === 0 || client.user === world.owner.credentials.user) return;
  const { id } = random.pick(isPublic);
  await client.ask({
    contract: client.store.timelines.has(id) ? channelLeave : channelJoin,
    input: { conversationId: asId<ConversationId>(id) },
    way: client.way(),
    asked: { conversation: id },
  });
}

/** A conversation that the device shows; where everyone hears it, little is said. */
function pickShown(random: Random, { store }: Client): string | undefined {
  const shown = [...store.timelines.keys()];
  if (shown.length === 0) return undefined;
  const first = random.pick(shown);
  const isWide = (store.conversations.get(first)?.memberCount ?? 0) > WIDE;
  return isWide && !random.chance(WIDE_CHANCE) ? random.pick(shown) : first;
}

function pickLast(random: Random, letters: readonly Letter[] = []): Letter | undefined {
  return letters.length > 0 ? random.pick(letters) : undefined;
}

function seqsOf({ store }: Client, id = ""): number[] {
  return [...(store.timelines.get(id)?.messages.values() ?? [])].map(({ seq }) => seq);
}
