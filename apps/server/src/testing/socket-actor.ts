import type {
  Answer,
  ChangeData,
  ChangeKind,
  CommandName,
  Commands,
  InputOf,
  OutputOf,
  RoomChanges,
  RoomName,
} from "@hallway/protocol";
import type { Socket } from "socket.io-client";
import { requireContract } from "./event-schemas.ts";
import { untilAvailable } from "./until-available.ts";

/**
 * An open namespace: every event it was ever told is held to its contract and kept, so that a test can wait for one or
 * prove silence.
 */
export interface SocketActor {
  socket: Socket;
  /** Every event in the order it came. */
  heard: { event: string; payload: unknown }[];
  ask<Name extends CommandName>(
    name: Name,
    input: InputOf<Commands[Name]>,
  ): Promise<Answer<OutputOf<Commands[Name]>>>;
  must<Name extends CommandName>(
    name: Name,
    input: InputOf<Commands[Name]>,
  ): Promise<OutputOf<Commands[Name]>>;
  /** The first event, past or to come, that fits. */
  hears<Payload>(event: string, fits?: (payload: Payload) => boolean): Promise<Payload>;
  /** The first change of a room, past or to come, that fits. */
  hearsChange<Kind extends ChangeKind>(
    room: RoomName,
    kind: Kind,
    fits?: (data: ChangeData<Kind>) => boolean,
  ): Promise<ChangeData<Kind>>;
  /** All changes of a room that came so far. */
  changesOf(room: RoomName): RoomChanges[];
  /** Resolves with the reason when the server closes it. */
  ended: Promise<string>;
}

const PATIENCE_MS = 8_000;

/** Resolves when the socket is connected; rejects with the refusal's `{ code, message }` as the error's `data`. */
export async function createSocketActor(socket: Socket): Promise<SocketActor> {
  const heard: SocketActor["heard"] = [];
  const listeners = new Set<() => void>();
  socket.onAny((event: string, payload: unknown) => {
    requireContract(event, payload);
    heard.push({ event, payload });
    for (const listener of listeners) listener();
  });
  const ended = new Promise<string>((resolve) => socket.once("disconnect", resolve));
  await new Promise<void>((resolve, reject) => {
    socket.once("connect", resolve);
    socket.once("connect_error", reject);
  });

  function until<T>(what: string, find: () => T | undefined): Promise<T> {
    const found = find();
    if (found !== undefined) return Promise.resolve(found);
    return new Promise((resolve, reject) => {
      const listener = () => {
        const later = find();
        if (later === undefined) return;
        clearTimeout(timer);
        listeners.delete(listener);
        resolve(later);
      };
      const timer = setTimeout(() => {
        listeners.delete(listener);
        reject(new Error(`Never heard ${what}; heard: ${JSON.stringify(heard).slice(0, 2_000)}`));
      }, PATIENCE_MS);
      listeners.add(listener);
    });
  }

  const actor: SocketActor = {
    socket,
    heard,
    ended,
    ask: (name, input) => socket.timeout(PATIENCE_MS).emitWithAck(name, input),
    async must(name, input) {
      const answer = await untilAvailable(() => actor.ask(name, input), isUnavailable);
      if (!answer.ok)
        throw new Error(`${name} answered ${answer.error.code}: ${answer.error.message}`);
      return answer.data;
    },
    hears<Payload>(event: string, fits: (payload: Payload) => boolean = () => true) {
      return until(event, () => {
        const entry = heard.find((one) => one.event === event && fits(one.payload as Payload));
        return entry?.payload as Payload | undefined;
      });
    },
    hearsChange<Kind extends ChangeKind>(
      room: RoomName,
      kind: Kind,
      fits: (data: ChangeData<Kind>) => boolean = () => true,
    ) {
      return until(`${kind} in ${room}`, () =>
        actor
          .changesOf(room)
          .flatMap(({ changes }) => changes)
          .filter((change) => change.kind === kind)
          .map((change) => change.data as ChangeData<Kind>)
          .find((data) => fits(data)),
      );
    },
    changesOf: (room) =>
      heard
        .filter(({ event }) => event === "changes")
        .map(({ payload }) => payload as RoomChanges)
        .filter((changes) => changes.room === room),
  };
  return actor;
}

/** Whether the server was too busy to do it. */
export function isUnavailable(answer: Answer<unknown>): boolean {
  return !answer.ok && answer.error.code === "unavailable";
}
