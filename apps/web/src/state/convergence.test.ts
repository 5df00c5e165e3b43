import type { RoomChanges } from "@hallway/protocol";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Ask } from "../realtime/line.ts";
import { recountUnread } from "../realtime/recount.ts";
import { askSync } from "../realtime/sync-rooms.ts";
import { HeldNetwork } from "../realtime/testing/held-network.ts";
import { bootstrapFor, pageFor } from "../realtime/testing/model-answers.ts";
import { askModel } from "../realtime/testing/model-ask.ts";
import type { ModelConversation } from "../realtime/testing/model-room.ts";
import { ModelServer } from "../realtime/testing/model-server.ts";
import { applyBootstrap, startAfresh } from "./apply-bootstrap.ts";
import { applyChanges, applyRooms } from "./apply-changes.ts";
import { applyPage, type MessagePage } from "./apply-page.ts";
import { isMissingSomething } from "./catching-up.ts";
import { createWorkspaceStore } from "./store.ts";
import { trimTimeline } from "./trim-timeline.ts";
import { selectUnread } from "./unread-of-state.ts";
import { initialState, type WorkspaceState } from "./workspace-state.ts";

const ME = "me";
const people = [ME, "ada", "bob"];

/** A choice of the run: what happens, to whom, and a number for the rest. */
type Step = readonly [what: number, whom: number, number: number];

/** A run is known by its seed: a thousand steps would tell a reader nothing more. */
function stepsOf(seed: number): Step[] {
  let state = seed >>> 0;
  const below = (limit: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return (state >>> 8) % limit;
  };
  return Array.from({ length: STEPS }, () => [below(1_000), below(100), below(10_000)]);
}

const STEPS = 1_200;
const seeds = fc.nat(2 ** 31);

/** A client and a server with a network between them that loses, doubles and reorders. */
class World {
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
    const asking = askSync({ store: this.store, ask: this.#ask, openConversations: () => [] });
    meanwhile();
    const answer = await asking;
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
function act({ server, conversations }: World, [what, whom, number]: Step): void {
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

/** One step of the network, the screens and the connection. */
async function carry(world: World, [what, whom, number]: Step): Promise<void> {
  const { network, conversations } = world;
  const conversation = conversations[number % conversations.length];
  const kind = what % 40;
  if (kind < 20) network.deliver(number);
  else if (kind < 24) network.double(number);
  else if (kind < 28) network.drop(number);
  else if (kind < 32 && conversation) world.readPage(conversation, number);
  else if (kind < 36) world.arrivePage();
  else if (kind === 36) world.bootstrap();
  else if (kind === 37 && conversation) {
    world.store.setState((state) => trimTimeline(state, conversation.id, 5), true);
  } else if (whom < 40) {
    await world.sync(() => {
      act(world, [whom * 7, number, whom]);
      network.deliver(whom);
    });
  }
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

function expectHeldMessagesAreCurrent({ server, state }: World): void {
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

function expectUnreadIsTrue({ server, state, conversations }: World): void {
  for (const conversation of conversations) {
    if (!conversation.has(ME)) continue;
    const { unread, mentions } = selectUnread(state, conversation.id);
    const { unreadCount, mentionCount } = conversation.counts(ME);
    expect({ unread, mentions }).toEqual({ unread: unreadCount, mentions: mentionCount });
  }
  expect(server.epoch).toBe(state.epoch);
}

describe("whatever the network does, a client ends where the server is", () => {
  test("over live, lost, doubled and overtaken changes, pages, trims and syncs", async () => {
    const run = async (seed: number) => {
      const world = new World();
      for (const step of stepsOf(seed)) {
        if (step[1] % 2 === 0) act(world, step);
        else await carry(world, step);
      }
      await world.settle();
      const fresh = applyBootstrap(initialState, bootstrapFor(world.server, ME));
      expect(essence(world.state)).toEqual(essence(fresh));
      expectHeldMessagesAreCurrent(world);
      expectUnreadIsTrue(world);
    };
    await fc.assert(fc.asyncProperty(seeds, run), { numRuns: 10 });
  }, 60_000);

  test("without any sync, when everything arrives in any order and more than once", async () => {
    const run = (seed: number) => {
      const world = new World();
      for (const step of stepsOf(seed)) {
        if (step[1] % 3 > 0) act(world, step);
        else if (step[0] % 2 === 0) world.network.deliver(step[2]);
        else world.network.double(step[2]);
      }
      world.network.deliverAll();
      for (const conversation of world.conversations.filter((room) => room.has(ME))) {
        const held = world.state.messages.get(conversation.id);
        for (const message of held?.runs.flat() ?? []) {
          expect(message).toEqual(conversation.messages[message.seq - 1]);
        }
      }
    };
    fc.assert(fc.property(seeds, run), { numRuns: 5 });
  }, 60_000);
});
