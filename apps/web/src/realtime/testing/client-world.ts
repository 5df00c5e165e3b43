import type { RoomChanges } from "@hallway/protocol";
import { expect } from "vitest";
import { applyBootstrap, startAfresh } from "../../state/apply-bootstrap.ts";
import { applyChanges, applyRooms } from "../../state/apply-changes.ts";
import { applyPage, type MessagePage } from "../../state/apply-page.ts";
import { isMissingSomething } from "../../state/catching-up.ts";
import { createWorkspaceStore } from "../../state/store.ts";
import { selectUnread } from "../../state/unread-of-state.ts";
import { initialState, type WorkspaceState } from "../../state/workspace-state.ts";
import type { Ask } from "../line.ts";
import { recountUnread } from "../recount.ts";
import { askSync, type SyncOutcome } from "../sync-rooms.ts";
import { HeldNetwork } from "./held-network.ts";
import { bootstrapFor, pageFor } from "./model-answers.ts";
import { askModel } from "./model-ask.ts";
import type { ModelConversation } from "./model-room.ts";
import { ModelServer } from "./model-server.ts";

export const ME = "me";
const people = [ME, "ada", "bob"];

/** A choice of a run: what happens, to whom, and a number for the rest. */
export type Step = readonly [what: number, whom: number, number: number];

/** A client and a server with a network between them that loses, doubles and reorders. */
export class ClientWorld {
  readonly server = new ModelServer();
  readonly store = createWorkspaceStore();
  readonly network = new HeldNetwork<RoomChanges>((changes) =>
    this.store.setState((state) => applyChanges(state, changes), true),
  );
  readonly #ask: Ask = askModel(this.server, ME);
  #pages: { conversation: ModelConversation; page: MessagePage; after: number }[] = [];

  constructor() {
    for (const person of people) this.server.addMember(person);
    for (const name of ["general", "random", "secret"]) this.server.createConversation(name);
    this.server.createConversation("", "dm");
    for (const conversation of this.conversations) {
      for (const person of people) this.server.join(conversation, person);
    }
    this.server.listen(ME, (changes) => this.network.hold(changes));
    this.bootstrap();
  }

  get conversations(): ModelConversation[] {
    return [...this.server.conversations.values()];
  }

  get state(): WorkspaceState {
    return this.store.getState();
  }

  bootstrap(): void {
    this.store.setState((state) => applyBootstrap(state, bootstrapFor(this.server, ME)), true);
  }

  /** Asks, lets the network go on while the answer travels, and takes it in. */
  async sync(meanwhile: () => void): Promise<void> {
    const asking = this.#askSync(this.#ask);
    meanwhile();
    this.#take(await asking);
  }

  /** Asks now; the answer travels as `carry` lets it, and is taken in when it arrives. */
  async syncOver(carry: <T>(answer: T) => Promise<T>): Promise<void> {
    const ask: Ask = async (name, input) => carry(await this.#ask(name, input));
    this.#take(await this.#askSync(ask));
  }

  #askSync(ask: Ask): Promise<SyncOutcome> {
    return askSync({ store: this.store, ask, openConversations: () => [] });
  }

  #take(answer: SyncOutcome): void {
    if (answer.kind === "caught-up") {
      this.store.setState((state) => applyRooms(state, answer.rooms), true);
    } else if (answer.kind === "start-afresh") {
      this.store.setState(startAfresh, true);
      this.bootstrap();
    } else this.bootstrap();
  }

  /** Reads a page now; it arrives at a later step. */
  readPage(conversation: ModelConversation, number: number): void {
    const { length } = conversation.messages;
    const place = number % 2 === 0 ? {} : { after: number % (length + 1) };
    const page = pageFor(this.server, ME, { conversationId: conversation.id, ...place, limit: 8 });
    const after = place.after ?? 0;
    if (conversation.has(ME) && "messages" in page) {
      this.#pages.push({ conversation, page, after });
    }
  }

  arrivePage(): void {
    const arriving = this.#pages.shift();
    if (!arriving?.conversation.has(ME)) return;
    this.store.setState(
      (state) => applyPage(state, arriving.conversation.id, arriving) ?? state,
      true,
    );
  }

  async settle(): Promise<void> {
    this.network.deliverAll();
    while (this.#pages.length > 0) this.arrivePage();
    await this.sync(() => {});
    await recountUnread(this.store, this.#ask);
    expect(isMissingSomething(this.state)).toBe(false);
  }
}

/** One step of people using the product. */
export function act({ server, conversations }: ClientWorld, [what, whom, number]: Step): void {
  const conversation = conversations[number % conversations.length];
  const author = people[whom % people.length] ?? ME;
  if (!conversation) return;
  const { length } = conversation.messages;
  const seq = length > 0 ? 1 + (number % length) : 0;
  const kind = what % 20;
  if (!conversation.has(author)) {
    if (kind < 6) server.join(conversation, author);
    return;
  }
  if (kind < 9) {
    const mentions = number % 5 === 0 ? [ME] : [];
    const text = number % 11 === 0 ? "<!channel>" : `m${number}`;
    server.send(conversation, { authorId: author, text, mentions });
  } else if (kind < 11) server.edit(conversation, seq, `edit ${number}`);
  else if (kind < 13) server.delete(conversation, seq);
  else if (kind < 15) server.markRead(conversation, author, seq);
  else if (kind === 15) server.markUnread(conversation, author, seq);
  else if (kind === 16) server.mute(conversation, author);
  else if (kind === 17) server.setTopic(conversation, `topic ${number}`);
  else if (kind === 18) server.leave(conversation, author);
  else if (number % 3 === 0) server.setPrivate(conversation, number % 2 === 0);
  else if (number % 3 === 1) server.setRole(author, number % 2 === 0 ? "admin" : "member");
  else server.renameWorkspace(`Acme ${number}`);
}

/** What a client holds is what one that comes fresh is shown, down to every message and count. */
export function expectConverged(world: ClientWorld): void {
  const fresh = applyBootstrap(initialState, bootstrapFor(world.server, ME));
  expect(essence(world.state)).toEqual(essence(fresh));
  expectHeldMessagesAreCurrent(world);
  expectUnreadIsTrue(world);
}

/** What must be the same in every client, in a form that can be compared. */
function essence(state: WorkspaceState) {
  const mine = [...state.participations.values()].filter(({ leftAt }) => leftAt === null);
  return {
    epoch: state.epoch,
    me: state.me,
    workspace: state.workspace,
    members: Object.fromEntries(state.members),
    clocks: Object.fromEntries(
      [...state.clocks].filter(([room]) => {
        const id = room.replace(/^(?:channel|dm):/, "");
        return room === id || mine.some(({ conversationId }) => conversationId === id);
      }),
    ),
    conversations: Object.fromEntries(
      mine.map(({ conversationId }) => {
        const { clock: _, ...conversation } = state.conversations.get(conversationId) ?? {};
        return [conversationId, conversation];
      }),
    ),
    participations: Object.fromEntries(
      mine.map(({ conversationId, lastReadSeq, muted, tick }) => [
        conversationId,
        { lastReadSeq, muted, tick },
      ]),
    ),
  };
}

function expectHeldMessagesAreCurrent({ server, state }: ClientWorld): void {
  for (const [id, timeline] of state.messages) {
    const conversation = server.conversations.get(id);
    // Of a channel that I only look at nothing comes: it is read anew each time.
    if (!conversation?.has(ME)) continue;
    for (const run of timeline.runs) {
      const first = run[0]?.seq ?? 1;
      expect(run).toEqual(conversation.messages.slice(first - 1, first - 1 + run.length));
    }
  }
}

function expectUnreadIsTrue({ server, state, conversations }: ClientWorld): void {
  for (const conversation of conversations) {
    if (!conversation.has(ME)) continue;
    const { unread, mentions } = selectUnread(state, conversation.id);
    const { unreadCount, mentionCount } = conversation.counts(ME);
    expect({ unread, mentions }).toEqual({ unread: unreadCount, mentions: mentionCount });
  }
  expect(server.epoch).toBe(state.epoch);
}
