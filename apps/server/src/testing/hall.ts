import { asId, type ConversationId, type UserId, type WorkspaceId } from "@hallway/protocol";
import { v7 as uuidv7 } from "uuid";
import {
  type Audience,
  createRoomGate,
  type RoomGate,
  type RoomTruth,
} from "../realtime/room-gate.ts";
import type { Room } from "../realtime/rooms.ts";

export const room: Room = {
  kind: "channel",
  workspaceId: asId<WorkspaceId>(uuidv7()),
  id: asId<ConversationId>(uuidv7()),
};
export const ann = asId<UserId>(uuidv7());
export const ben = asId<UserId>(uuidv7());

/** One commit of the room as the database keeps it. */
export type Commit = { leaves?: UserId[]; enters?: UserId[] };

/** A step that was shown: how far the database was then, and who stood there. */
export interface Shown {
  tick: number;
  clock: number;
  to: UserId[];
}

/**
 * A room whose commits are known from the start: the database has taken the first `clock` of them. Commits reach the gate
 * when the test says so; time passes and questions are answered when the test says so.
 */
export class Hall {
  readonly gate: RoomGate;
  readonly standing: Set<UserId>;
  readonly shown: Shown[] = [];
  readonly hints: number[] = [];
  readonly timers = new Map<number, () => void>();
  readonly questions: (() => void)[] = [];
  clock = 0;
  readonly #members: readonly UserId[];
  readonly #commits: readonly Commit[];
  #timerId = 0;

  constructor(members: readonly UserId[], commits: readonly Commit[]) {
    this.#members = members;
    this.#commits = commits;
    this.standing = new Set(members);
    this.gate = createRoomGate({
      audience: this.#audience(),
      register: {
        whoBelongs: (_room, userIds) => this.#ask(userIds),
        clocksOf: async () => new Map([[room.id, this.clock]]),
      },
      after: (_ms, run) => this.#after(run),
      warn(error) {
        throw error;
      },
    });
    for (const userId of members) this.gate.admit(room, userId, 0);
  }

  membersAt(clock: number): Set<UserId> {
    const at = new Set(this.#members);
    for (const { leaves = [], enters = [] } of this.#commits.slice(0, clock)) {
      for (const userId of leaves) at.delete(userId);
      for (const userId of enters) at.add(userId);
    }
    return at;
  }

  /** The database takes the next commits. */
  commit(count = 1): void {
    this.clock = Math.min(this.#commits.length, this.clock + count);
  }

  /** The gate hears of commit `tick`. */
  hear(tick: number): void {
    const { leaves = [], enters = [] } = this.#commits[tick - 1] ?? {};
    this.gate.hear({ room, from: tick - 1, to: tick, changes: [], leaves, enters });
  }

  async passTime(): Promise<void> {
    const due = [...this.timers.values()];
    this.timers.clear();
    for (const run of due) run();
    await Promise.resolve();
  }

  /** The database answers the oldest question, as it is now. */
  async answer(): Promise<void> {
    this.questions.shift()?.();
    for (let turn = 0; turn < TURNS_OF_AN_ANSWER; turn++) await Promise.resolve();
  }

  #ask(userIds: readonly UserId[]): Promise<RoomTruth> {
    return new Promise((resolve) => {
      this.questions.push(() => {
        const members = this.membersAt(this.clock);
        const belonging = userIds.filter((userId) => members.has(userId));
        resolve({ clock: this.clock, belonging: new Map(belonging.map((id) => [id, "member"])) });
      });
    });
  }

  #after(run: () => void): () => void {
    this.#timerId++;
    const id = this.#timerId;
    this.timers.set(id, run);
    return () => void this.timers.delete(id);
  }

  #audience(): Audience {
    const { standing, shown, hints } = this;
    return {
      isEmpty: () => standing.size === 0,
      people: () => [...standing],
      letIn(_room, userIds) {
        for (const userId of userIds) standing.add(userId);
      },
      takeOut(_room, userIds) {
        for (const userId of userIds) standing.delete(userId);
      },
      seat(_room, userIds, belonging) {
        for (const userId of userIds) {
          if (belonging.has(userId)) standing.add(userId);
          else standing.delete(userId);
        }
      },
      seatMoved: () => undefined,
      show: ({ to }) => void shown.push({ tick: to, clock: this.clock, to: [...standing] }),
      hint: (_room, clock) => void hints.push(clock),
    };
  }
}

const TURNS_OF_AN_ANSWER = 5;
