import {
  type Answer,
  type Commands,
  commands,
  type ErrorView,
  type InputOf,
  type OutputOf,
  type WorkspaceCommandName,
} from "@hallway/protocol";
import type { Ask } from "../line.ts";
import { bootstrapFor, pageFor, syncFor } from "./model-answers.ts";
import type { ModelConversation } from "./model-room.ts";
import type { ModelServer } from "./model-server.ts";

type Run<Name extends WorkspaceCommandName> = (
  input: InputOf<Commands[Name]>,
) => OutputOf<Commands[Name]>;

/** The commands that the model knows. */
type Runs = { [Name in WorkspaceCommandName]?: Run<Name> };

/** A refusal of the model's. */
export class ModelRefusal extends Error {
  readonly view: ErrorView;

  constructor(view: ErrorView) {
    super(view.message);
    this.view = view;
  }
}

/** Asks the model server as one person. The answer is made at once; it travels as long as a promise does. */
export function askModel(server: ModelServer, userId: string): Ask {
  const runs = runsOf(server, userId);
  return async <Name extends WorkspaceCommandName>(
    name: Name,
    input: InputOf<Commands[Name]>,
  ): Promise<Answer<OutputOf<Commands[Name]>>> => {
    const run: Runs[Name] = runs[name];
    try {
      if (!run) throw new Error(`The model does not know ${name}`);
      return { ok: true, data: structuredClone(run(input)) };
    } catch (error) {
      if (error instanceof ModelRefusal) return { ok: false, error: error.view };
      throw error;
    }
  };
}

function runsOf(server: ModelServer, userId: string): Runs {
  const inside = (id: string) => requireInside(server, userId, id);
  const place = (id: string) => requireMessage(server, userId, id);
  return {
    "workspace:bootstrap": () => bootstrapFor(server, userId),
    sync: (asked) => syncFor(server, userId, asked),
    "member:get": ({ userIds }) => ({
      members: userIds.flatMap((id) => server.members.get(id) ?? []),
    }),
    "message:list": ({ limit = 50, ...asked }) => {
      const page = pageFor(server, userId, { ...asked, limit });
      if ("code" in page) throw new ModelRefusal(page);
      return page;
    },
    "message:send": ({ conversationId, id, text }) => ({
      message: server.send(inside(conversationId), { authorId: userId, id, text }),
    }),
    "message:edit": ({ id, text }) => {
      const { conversation, seq } = place(id);
      server.edit(conversation, seq, text);
      return { message: place(id).message };
    },
    "message:delete": ({ id }) => {
      const { conversation, seq } = place(id);
      server.delete(conversation, seq);
      return { message: place(id).message };
    },
    "read:mark": ({ conversationId, seq, unread }) => {
      const conversation = inside(conversationId);
      if (unread) server.markUnread(conversation, userId, seq);
      else server.markRead(conversation, userId, seq);
      return { participation: conversation.participation(userId) };
    },
    "channel:join": ({ conversationId }) => {
      const conversation = server.conversations.get(conversationId);
      if (!conversation || conversation.isPrivate) throw new ModelRefusal(missing);
      server.join(conversation, userId);
      return { conversation: conversation.view() };
    },
    "channel:leave": ({ conversationId }) => {
      const conversation = inside(conversationId);
      server.leave(conversation, userId);
      return { conversation: conversation.view() };
    },
    "conversation:get": (asked) => {
      if (!commands["conversation:get"].input.safeParse(asked).success) {
        throw new ModelRefusal(malformed);
      }
      return {
        conversations: asked.conversationIds
          .flatMap((id) => server.conversations.get(id) ?? [])
          .filter((conversation) => !conversation.isPrivate || conversation.has(userId))
          .map((conversation) => conversation.view()),
      };
    },
  };
}

function requireInside(server: ModelServer, userId: string, id: string): ModelConversation {
  const conversation = server.conversations.get(id);
  if (!conversation?.has(userId)) throw new ModelRefusal(missing);
  return conversation;
}

function requireMessage(server: ModelServer, userId: string, id: string) {
  for (const conversation of server.conversations.values()) {
    const message = conversation.messages.find((held) => held.id === id);
    if (message && conversation.has(userId)) return { conversation, message, seq: message.seq };
  }
  throw new ModelRefusal(missing);
}

const malformed: ErrorView = { code: "invalid", message: "This isn't valid." };
const missing: ErrorView = { code: "not_found", message: "There is no such thing here." };
