import type { ClockHint, RoomChanges } from "@hallway/protocol";
import { applyBootstrap, startAfresh } from "../state/apply-bootstrap.ts";
import { applyRooms } from "../state/apply-changes.ts";
import type { WorkspaceStore } from "../state/store.ts";
import { Batch } from "./batch.ts";
import { HoleWatch } from "./hole-watch.ts";
import type { Ask } from "./line.ts";
import { recountUnread } from "./recount.ts";
import { createRepeater } from "./repeater.ts";
import { askSync } from "./sync-rooms.ts";

/**
 * How often everything is compared with the server though nothing seems missing, spread by a tenth: whoever heard of
 * nothing at all has it within half a minute. A tab that nobody looks at compares every other time.
 */
export const ROUTINE_MS = 27_000;

export interface CatchUpPorts {
  store: WorkspaceStore;
  ask: Ask;
  /** The conversations on screen: their rooms come first. */
  openConversations: () => Iterable<string>;
  /** Whether somebody may be looking. */
  isVisible: () => boolean;
  /** Something reached the state. */
  onApplied: () => void;
  /** This connection has said whose it is, and everything is here. */
  onCaughtUp: () => void;
}

/** Keeps a workspace's state equal to the server's (docs/sync.md). */
export class CatchUp {
  readonly #ports: CatchUpPorts;
  readonly #catching = createRepeater(() => this.#catchUp());
  readonly #reading = createRepeater(() => this.#readAll());
  readonly #holes: HoleWatch;
  readonly #inbox = new Batch<RoomChanges>((arrived) => this.#take(arrived));
  /** What arrives before the first picture waits for it. */
  #early: RoomChanges[] = [];
  #isConnected = false;
  #routine: ReturnType<typeof setTimeout> | undefined;
  #hasSkipped = false;

  constructor(ports: CatchUpPorts) {
    this.#ports = ports;
    this.#holes = new HoleWatch(ports.store, (how) => {
      if (how === "catch-up") this.#catching.run();
      else this.#reading.run();
    });
  }

  /** The connection came up: the first time all is read, later what was missed. */
  connected(): void {
    this.disconnected();
    this.#isConnected = true;
    this.#catching.run();
    this.#startRoutine();
  }

  disconnected(): void {
    this.#inbox.flush();
    this.#isConnected = false;
    this.#catching.stop();
    this.#reading.stop();
    this.#holes.stop();
    clearTimeout(this.#routine);
  }

  receive(changes: RoomChanges): void {
    this.#inbox.add(changes);
  }

  hint(hint: ClockHint): void {
    this.#holes.hint(hint);
  }

  /** Compares everything now: the tab was away for a while. */
  refresh(): void {
    if (this.#isConnected) this.#catching.run();
  }

  #take(arrived: readonly RoomChanges[]): void {
    if (this.#hasPicture()) this.#apply(arrived);
    else this.#early.push(...arrived);
  }

  async #catchUp(): Promise<boolean> {
    if (!this.#hasPicture()) return this.#readAll();
    const { store, ask } = this.#ports;
    const answer = await askSync(this.#ports);
    if (!this.#isConnected) return true;
    switch (answer.kind) {
      case "failed":
        this.#holes.look();
        return false;
      case "read-anew":
        return this.#readAll();
      case "start-afresh":
        store.setState(startAfresh, true);
        return this.#readAll();
      case "caught-up":
        this.#apply(answer.rooms);
        this.#ports.onCaughtUp();
        await recountUnread(store, ask);
        return true;
    }
  }

  async #readAll(): Promise<boolean> {
    const { store, ask } = this.#ports;
    const answer = await ask("workspace:bootstrap", {});
    if (!this.#isConnected) return true;
    if (answer.ok) {
      store.setState((state) => applyBootstrap(state, answer.data), true);
      const waited = this.#early;
      this.#early = [];
      this.#apply(waited);
      this.#ports.onCaughtUp();
      await recountUnread(store, ask);
    } else if (!this.#hasPicture()) {
      store.setState({ loading: { phase: "failed", error: answer.error } });
    }
    return answer.ok;
  }

  #apply(rooms: readonly RoomChanges[]): void {
    const { store, onApplied } = this.#ports;
    if (rooms.length > 0) store.setState((state) => applyRooms(state, rooms), true);
    onApplied();
    if (this.#isConnected) this.#holes.look();
  }

  #startRoutine(): void {
    const wait = ROUTINE_MS * (0.9 + 0.2 * Math.random());
    this.#routine = setTimeout(() => {
      this.#hasSkipped = !this.#hasSkipped && !this.#ports.isVisible();
      if (!this.#hasSkipped) {
        this.#holes.reset();
        this.#catching.run();
      }
      this.#startRoutine();
    }, wait);
  }

  #hasPicture(): boolean {
    return this.#ports.store.getState().epoch !== null;
  }
}
