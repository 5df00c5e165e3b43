import type { Bootstrap, Epoch, RoomChanges, WorkspaceId } from "@hallway/protocol";
import type { Actor } from "./actor.ts";
import { createFlakyLine } from "./flaky-line.ts";
import { createReferenceClient, type ReferenceClient } from "./reference-client.ts";
import type { SocketActor } from "./socket-actor.ts";
import { readMessages } from "./truth.ts";

/** A reference client at the end of a flaky line to the real server. */
export interface LineClient {
  actor: Actor;
  client: ReferenceClient;
  /** Holds what an earlier session of the same device left behind. */
  startFrom(bootstrap: Bootstrap): void;
  /** Opens the line if it is down and the server lets the person in, and catches up. */
  connect(): Promise<void>;
  disconnect(): void;
  isConnected(): boolean;
  /** Catches up once, and loads what is to be loaded; one after the other. */
  sync(): Promise<void>;
  /** Catches up until nothing is known to be missing. */
  settle(): Promise<void>;
  /** Lets in what the line had held back. */
  flushLate(): void;
}

/** More rounds than any hole needs to close once nothing changes any more. */
const MAX_ROUNDS = 10;

export function createLineClient(
  actor: Actor,
  { workspaceId, seed }: { workspaceId: WorkspaceId; seed: number },
): LineClient {
  const client = createReferenceClient(actor.userId);
  const line = createFlakyLine(seed, client.apply);
  let socket: SocketActor | null = null;
  let epoch: Epoch | null = null;
  let turn: Promise<void> = Promise.resolve();

  async function start({ ask }: SocketActor): Promise<void> {
    const answer = await ask("workspace:bootstrap", {});
    if (answer.ok) self.startFrom(answer.data);
  }

  /** What can't be loaded now, such as while we are shut out, is loaded after the next sync. */
  async function load(): Promise<void> {
    for (const id of client.unloaded()) {
      const messages = await readMessages(actor, workspaceId, id).catch(() => null);
      if (messages) client.load(id, messages);
    }
  }

  async function syncOnce(): Promise<void> {
    if (!socket || epoch === null || !self.isConnected()) return;
    const clocks = Object.fromEntries(client.clocks);
    const answer = await socket.ask("sync", { epoch, clocks }).catch(() => null);
    if (answer?.ok && answer.data.epoch !== epoch) await start(socket);
    else if (answer?.ok) client.applySync(answer.data);
    await load();
  }

  const self: LineClient = {
    actor,
    client,
    startFrom(bootstrap) {
      epoch = bootstrap.epoch;
      client.start(bootstrap);
    },
    isConnected: () => socket?.socket.connected === true,
    async connect() {
      if (self.isConnected()) return;
      const opened = await actor.connect(workspaceId).catch(() => null);
      if (!opened) return;
      socket = opened;
      opened.socket.on("changes", (changes: RoomChanges) => line.send(changes));
      opened.socket.on("clock", client.hint);
      if (epoch === null) await start(opened);
      await self.sync();
    },
    disconnect() {
      socket?.socket.disconnect();
      socket = null;
    },
    sync() {
      turn = turn.then(syncOnce);
      return turn;
    },
    async settle() {
      for (let round = 0; round < MAX_ROUNDS; round++) {
        await self.sync();
        if (!client.isBehind()) return;
      }
      throw new Error(
        `${actor.name} asked for sync ${MAX_ROUNDS} times and still misses something`,
      );
    },
    flushLate: () => line.flush(),
  };
  return self;
}
