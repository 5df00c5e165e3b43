import {
  asId,
  type Epoch,
  messageList,
  type RoomChanges,
  type RoomName,
  sync,
  workspaceBootstrap,
} from "@hallway/protocol";
import { ask, type Notebook } from "./client-ask.ts";
import { pause } from "./client-dark.ts";
import { createHolePace } from "./client-hole-pace.ts";
import { seenChanges, seenMessage } from "./client-notes.ts";
import type { Connection, Heard } from "./client-socket.ts";
import {
  applyNewestPage,
  applyRoom,
  hasReached,
  type Store,
  startWith,
  unloaded,
} from "./client-store.ts";
import type { HoleLine } from "./history-lines.ts";
import type { Random } from "./random.ts";

/** Brings a device's store up to date: live, by `sync` after every connect, and whenever something is missing. */
export interface CatchUp {
  opened(connection: Connection): void;
  changes(changes: RoomChanges, from: Heard): void;
  clock(room: RoomName, to: number, from: Heard): void;
  /** Nothing is known to be missing or on its way. */
  isQuiet(): boolean;
  close(): Promise<void>;
}

export interface CatchUpOptions {
  notebook: Notebook;
  store: Store;
  random: Random;
  connection(): Connection | null;
}

type Hole = Omit<HoleLine, "type" | "client"> & { room: RoomName };

/** The routine `sync`, spread by a tenth as the web client's is. */
const REGULAR_MS = 27_000;
/** Live changes that wait for an answer; beyond, the oldest are forgotten, and the hole is found. */
const MOST_EARLY = 500;
const FIRST_WAIT_MS = 250;
const LONGEST_WAIT_MS = 4_000;

export function createCatchUp(options: CatchUpOptions): CatchUp {
  const { notebook, store, random, connection } = options;
  const stop = new AbortController();
  const early: { changes: RoomChanges; from: Heard }[] = [];
  let wanted = false;
  let running: Promise<void> | null = null;
  let watched = 0;
  const pace = createHolePace();

  function want(): void {
    wanted = true;
    running ??= run().finally(() => {
      running = null;
      if (wanted && connection() && !stop.signal.aborted) want();
    });
  }

  async function run(): Promise<void> {
    for (let failures = 0; wanted && connection() && !stop.signal.aborted; ) {
      wanted = false;
      const isDone = await catchUpOnce(options, { want, takeEarly });
      failures = isDone ? 0 : failures + 1;
      if (isDone) continue;
      wanted = true;
      await pause(Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** failures), stop.signal);
    }
  }

  function take(changes: RoomChanges, { connection }: Heard): void {
    const { room, to: heard } = changes;
    const { isMissing, unknownRoom } = applyRoom(store, changes);
    const known = store.clocks.get(room) ?? 0;
    if (isMissing) void watch({ connection, room, known, heard, by: "changes" });
    if (unknownRoom) want();
  }

  /** What came while the answer was on its way: the answer may have dropped a room that it was applied to. */
  function takeEarly(): void {
    for (const { changes, from } of early.splice(0)) take(changes, from);
  }

  /** Asks when a room still lacks something after a moment, and after the answer that may be on its way. */
  async function watch(hole: Hole): Promise<void> {
    watched++;
    await pause(pace.waitMs(), stop.signal);
    await running;
    watched--;
    if (stop.signal.aborted || hasReached(store, hole.room, hole.heard)) return;
    const { client, history } = notebook;
    history.write({ type: "hole", client, ...hole });
    pace.asks();
    want();
  }

  async function regularly(): Promise<void> {
    while (!stop.signal.aborted) {
      await pause(REGULAR_MS * (0.9 + random.next() / 5), stop.signal);
      if (!stop.signal.aborted && connection()) want();
    }
  }

  const regular = regularly();
  return {
    opened: () => want(),
    changes(changes, from) {
      noteDelivered(options, { how: "live", ...from }, changes);
      if (running !== null || !store.clocks.has(changes.room)) {
        early.push({ changes, from });
        early.splice(0, early.length - MOST_EARLY);
      }
      if (store.epoch !== null) take(changes, from);
    },
    clock(room, heard, { connection }) {
      const known = store.clocks.get(room) ?? heard;
      if (known < heard) void watch({ connection, room, known, heard, by: "clock" });
    },
    isQuiet: () => !wanted && running === null && watched === 0 && unloaded(store).length === 0,
    async close() {
      stop.abort();
      await Promise.all([regular, running]);
    },
  };
}

/** Everything once; false when something of it did not work. */
async function catchUpOnce(
  options: CatchUpOptions,
  { want, takeEarly }: { want: () => void; takeEarly: () => void },
): Promise<boolean> {
  const held = options.connection();
  if (!held) return false;
  if (options.store.epoch === null) {
    if (!(await bootstrap(options, held))) return false;
    want();
  } else if (!(await syncAll(options, held, want))) return false;
  takeEarly();
  for (const id of unloaded(options.store)) if (!(await load(options, held, id))) return false;
  return true;
}

async function bootstrap({ notebook, store }: CatchUpOptions, { way }: Connection) {
  const answer = await ask(notebook, { contract: workspaceBootstrap, input: {}, way });
  if (answer.kind === "answered") startWith(store, answer.data);
  return answer.kind === "answered";
}

async function syncAll(
  options: CatchUpOptions,
  { way, number, session }: Connection,
  want: () => void,
): Promise<boolean> {
  const { notebook, store } = options;
  const input = { epoch: asId<Epoch>(store.epoch ?? ""), clocks: Object.fromEntries(store.clocks) };
  const answer = await ask(notebook, { contract: sync, input, way });
  if (answer.kind !== "answered") return false;
  if (answer.data.epoch !== store.epoch) {
    store.epoch = null;
    return false;
  }
  for (const changes of answer.data.rooms) {
    noteDelivered(options, { how: "sync", connection: number, session }, changes);
    if (applyRoom(store, changes).unknownRoom) want();
  }
  return true;
}

/** The last page of a conversation. One that is refused is no longer ours: the next `sync` says so. */
async function load({ notebook, store }: CatchUpOptions, { way }: Connection, id: string) {
  const answer = await ask(notebook, {
    contract: messageList,
    input: { conversationId: id, limit: 100 },
    way,
    asked: { conversation: id },
    answered: ({ messages, hasOlder, hasNewer }) => ({
      page: { conversation: id, messages: messages.map(seenMessage), hasOlder, hasNewer },
    }),
  });
  if (answer.kind !== "answered") return false;
  applyNewestPage(store, id, answer.data);
  return true;
}

function noteDelivered(
  { notebook: { history, client } }: CatchUpOptions,
  where: Heard & { how: "live" | "sync" },
  changes: RoomChanges,
): void {
  history.write({ type: "delivered", client, ...where, ...seenChanges(changes) });
}
