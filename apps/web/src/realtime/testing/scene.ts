import { vi } from "vitest";
import { selectTimeline } from "../../state/shown-timeline.ts";
import { FIRST_DELAY_MS } from "../connection-state.ts";
import { LiveWorkspace } from "../live-workspace.ts";
import { FakeBrowser, FakeDevice } from "./fake-browser.ts";
import { FakeLine } from "./fake-line.ts";
import type { ModelConversation } from "./model-room.ts";
import { ModelServer } from "./model-server.ts";

/** A client on a server with Ada and a channel, and the clock in hand. */
export class Scene {
  readonly server = new ModelServer();
  readonly general: ModelConversation;
  readonly line: FakeLine;
  readonly browser = new FakeBrowser();
  readonly device: FakeDevice;
  readonly workspace: LiveWorkspace;

  constructor({
    server,
    device = new FakeDevice(),
  }: { server?: ModelServer; device?: FakeDevice } = {}) {
    this.device = device;
    this.server = server ?? newServer();
    const [general] = this.server.conversations.values();
    if (!general) throw new Error("The server has no channel");
    this.general = general;
    this.line = new FakeLine(this.server, "me");
    this.workspace = new LiveWorkspace("w1", {
      line: this.line,
      browser: this.browser,
      keeping: device,
    });
    opened.push(this.workspace);
  }

  get state() {
    return this.workspace.store.getState();
  }

  get texts(): string[] {
    return selectTimeline(this.state, this.general.id).messages.map(({ text }) => text);
  }

  ada(text: string, mentions: string[] = []) {
    return this.server.send(this.general, { authorId: "ada", text, mentions });
  }

  /** The connection breaks and comes back. */
  async reconnect(): Promise<void> {
    this.line.break("network");
    await vi.advanceTimersByTimeAsync(1_000);
  }
}

const opened: LiveWorkspace[] = [];

export function newServer(): ModelServer {
  const server = new ModelServer();
  for (const person of ["me", "ada"]) server.addMember(person);
  const general = server.createConversation("general");
  for (const person of ["me", "ada"]) server.join(general, person);
  return server;
}

/** Lets everything that waits for promises only happen. */
export const settle = () => vi.advanceTimersByTimeAsync(20);

/** Lets whoever has come online dial: all of them at once would be too many. */
export const wake = () => vi.advanceTimersByTimeAsync(FIRST_DELAY_MS);

/** To be called before each test: the clock is in hand, and chance always in the middle. */
export function holdTime(): void {
  vi.useFakeTimers();
  vi.spyOn(Math, "random").mockReturnValue(0.5);
}

/** To be called after each test. */
export function closeScenes(): void {
  for (const workspace of opened.splice(0)) workspace.close();
  vi.restoreAllMocks();
  vi.useRealTimers();
}
