import type { ConversationView } from "@hallway/protocol";
import { type AuditFact, recordAudit } from "../audit/record-audit.ts";
import type { MemberCaller } from "../caller.ts";
import { changeConversation, tellDirectory } from "../conversations/change-conversation.ts";
import type { Conversation, Prisma } from "../database/generated/client.ts";
import type { Tx } from "../database/transaction.ts";
import { fail } from "../failure.ts";
import { insertSystemMessage } from "../messages/insert-system-message.ts";
import { requireFreeName, toAuditTarget } from "./channel-access.ts";

/** One property of a channel that shall become another, as the timeline tells it. */
export interface Edit {
  event: "renamed" | "topic" | "purpose" | "privacy";
  from: string;
  to: string;
  data: Prisma.ConversationUpdateInput;
}

/** What of the wanted differs from what is. */
export function findEdits(
  now: Pick<Conversation, "name" | "topic" | "purpose" | "private">,
  wanted: { name?: string; topic?: string; purpose?: string; private?: boolean },
): Edit[] {
  const { name, topic, purpose, private: hidden } = wanted;
  const edits: Edit[] = [];
  if (name !== undefined && name !== now.name) {
    edits.push({ event: "renamed", from: now.name ?? "", to: name, data: { name } });
  }
  if (topic !== undefined && topic !== now.topic) {
    edits.push({ event: "topic", from: now.topic, to: topic, data: { topic } });
  }
  if (purpose !== undefined && purpose !== now.purpose) {
    edits.push({ event: "purpose", from: now.purpose, to: purpose, data: { purpose } });
  }
  if (hidden !== undefined && hidden !== now.private) {
    edits.push({
      event: "privacy",
      from: privacyOf(now.private),
      to: privacyOf(hidden),
      data: { private: hidden },
    });
  }
  return edits;
}

/** Makes the edits to a channel whose room is locked and that the caller may edit so. */
export async function applyEdits(
  tx: Tx,
  caller: MemberCaller,
  { conversation, edits }: { conversation: Conversation; edits: readonly Edit[] },
): Promise<ConversationView> {
  await requirePossible(tx, conversation, edits);
  for (const { event, from, to } of edits) {
    const text = `<@${caller.userId}> ${toWords({ event, from, to })}`;
    await insertSystemMessage(tx, { caller, conversation }, { event, from, to, text });
  }
  const data: Prisma.ConversationUpdateInput = Object.assign({}, ...edits.map((edit) => edit.data));
  const view = await changeConversation(tx, conversation, data);
  if (!(conversation.private && view.private)) await tellDirectory(tx, conversation, view);
  for (const fact of toAuditFacts(conversation, view, edits)) await recordAudit(tx, caller, fact);
  return view;
}

async function requirePossible(
  tx: Tx,
  conversation: Conversation,
  edits: readonly Edit[],
): Promise<void> {
  for (const { event, to } of edits) {
    if (event === "renamed") {
      await requireFreeName(tx.db, { workspaceId: conversation.workspaceId, name: to });
    }
    if (event === "privacy" && conversation.general) {
      const message = "Everyone is in this channel, so it can't be private.";
      throw fail("conflict", message, { field: "private" });
    }
  }
}

/** What the timeline says of an edit, after the name of who made it. */
export function toWords({ event, from, to }: Pick<Edit, "event" | "from" | "to">): string {
  if (event === "renamed") return `renamed this channel from #${from} to #${to}`;
  if (event === "privacy") return `made this channel ${to}`;
  return to === "" ? `cleared the ${event}` : `set the ${event} to: ${to}`;
}

/** Renaming and privacy are for the audit log; what a channel is called while it is private is not. */
function toAuditFacts(
  before: Conversation,
  after: ConversationView,
  edits: readonly Edit[],
): AuditFact[] {
  const target = toAuditTarget(before.private ? after : before);
  return edits.flatMap(({ event, from, to }): AuditFact[] => {
    if (event === "privacy") {
      return [{ action: "channel.privacy-changed", target, details: { from, to } }];
    }
    if (event !== "renamed") return [];
    const details = { ...(before.private ? {} : { from }), ...(after.private ? {} : { to }) };
    return [{ action: "channel.renamed", target, details }];
  });
}

function privacyOf(hidden: boolean): string {
  return hidden ? "private" : "public";
}
