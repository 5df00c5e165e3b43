import type { ConversationView } from "@hallway/protocol";
import { askIn } from "../database/ask-in.ts";
import type { Prisma } from "../database/generated/client.ts";
import { notFound } from "../failure.ts";
import { readConversations } from "./read-conversations.ts";

/** One conversation as the wire carries it. Whether the caller may see it is asked before. */
export async function readConversation(
  db: Prisma.TransactionClient,
  id: string,
): Promise<ConversationView> {
  const [view] = await readConversations(askIn(db), [id]);
  if (!view) throw notFound("conversation");
  return view;
}
