import type { Sabotage } from "./sabotage.ts";

/** Faults on the way of a message: storing it, numbering it, answering for it. */
export const messageSabotages: readonly Sabotage[] = [
  {
    name: "ack-before-commit",
    does: "Answers sends before their commit, and now and then the commit does not come.",
    namedBy: ["P1"],
    edits: [
      {
        file: "database/pipeline.ts",
        piece: `client.query("COMMIT"), ...written`,
        instead: `client.query(Math.random() < 0.05 ? "ROLLBACK" : "COMMIT"), ...written`,
      },
      {
        file: "database/pipeline.ts",
        piece: `if (end.command !== "COMMIT") throw`,
        instead: `if (end.command === "") throw`,
      },
    ],
  },
  {
    name: "dedup-off",
    does: "Stores a message that is tried again under another id.",
    namedBy: ["P1", "P3"],
    edits: [
      {
        file: "messages/decide-send.ts",
        piece: "const known = facts.stored.get(input.id) ?? plan.drafts.get(input.id);",
        instead: `const again = facts.stored.has(input.id) || plan.drafts.has(input.id);
  const known = null;`,
      },
      {
        file: "messages/decide-send.ts",
        piece: "...toDraft(job, conversation, facts),",
        instead: `...toDraft(job, conversation, facts),
    ...(again ? { id: crypto.randomUUID() } : {}),`,
      },
    ],
  },
  {
    name: "removed-may-write",
    does: "Takes messages from people who are no longer in the conversation.",
    namedBy: ["P12"],
    edits: [
      {
        file: "messages/decide-send.ts",
        piece: "if (!standing.seated || conversation?.workspaceId",
        instead: "if (conversation?.workspaceId",
      },
    ],
  },
  {
    name: "seq-holes",
    does: "Leaves a place empty now and then.",
    namedBy: ["P4"],
    edits: [
      {
        file: "messages/decide-send.ts",
        piece: "return { seq: lastSeq + nth, tick: clock + nth };",
        instead: "return { seq: lastSeq + nth + (clock % 20 === 0 ? 1 : 0), tick: clock + nth };",
      },
    ],
  },
  {
    name: "texts-cut",
    does: "Stores only the beginning of a text.",
    namedBy: ["P1"],
    edits: [
      {
        file: "messages/decide-send.ts",
        piece: "text: job.input.text,",
        instead: "text: job.input.text.slice(0, 14),",
      },
    ],
  },
  {
    name: "refused-is-acked",
    does: "Answers a refused send with the message that was sent before.",
    namedBy: ["P1", "P3"],
    edits: [
      {
        file: "messages/send-batch.ts",
        piece: `if ("error" in decision) return decision;
  return { result: views.get(decision.result.id) ?? toMessageView(decision.result) };`,
        instead: `if ("error" in decision) {
    return globalThis.lastSent ? { result: globalThis.lastSent } : decision;
  }
  globalThis.lastSent = views.get(decision.result.id) ?? toMessageView(decision.result);
  return { result: globalThis.lastSent };`,
      },
    ],
  },
  {
    name: "answers-swapped",
    does: "Gives a sender the answer that was another's.",
    namedBy: ["P3"],
    edits: [
      {
        file: "messages/send-batch.ts",
        piece:
          "return { result: views.get(decision.result.id) ?? toMessageView(decision.result) };",
        instead: `const mine = views.get(decision.result.id) ?? toMessageView(decision.result);
  const other = globalThis.lastSent ?? mine;
  globalThis.lastSent = mine;
  return { result: Math.random() < 0.1 ? other : mine };`,
      },
    ],
  },
  {
    name: "edits-without-tick",
    does: "Changes a message without giving it the tick of the change.",
    namedBy: ["P5"],
    edits: [
      {
        file: "messages/change-message.ts",
        piece: "data: { ...data, tick }",
        instead: "data",
      },
    ],
  },
  {
    name: "deleted-comes-back",
    does: "Lets an edit bring a deleted message back.",
    namedBy: ["P1", "P9"],
    edits: [
      {
        file: "messages/edit-message.ts",
        piece: `if (message.deletedAt) throw notFound("message");`,
        instead: "",
      },
      {
        file: "messages/edit-message.ts",
        piece: "data: { text: input.text, editedAt: new Date() },",
        instead: "data: { text: input.text, editedAt: new Date(), deletedAt: null },",
      },
    ],
  },
  {
    name: "edited-come-first",
    does: "Pages a timeline by when its messages were last touched.",
    namedBy: ["P6"],
    edits: [
      {
        file: "messages/read-page.ts",
        piece: ") m ON true\n    ORDER BY m.seq`",
        instead: ") m ON true\n    ORDER BY m.edited_at, m.seq`",
      },
    ],
  },
  {
    name: "reads-are-stale",
    does: "Answers pages as they were a second ago.",
    namedBy: ["P8"],
    edits: [
      {
        file: "messages/read-page.ts",
        piece: "WHERE conversation_id = $1 AND seq < place.pivot ORDER BY seq DESC",
        instead: `WHERE conversation_id = $1 AND seq < place.pivot AND created_at < now() - interval '1 second'
       ORDER BY seq DESC`,
      },
    ],
  },
];
