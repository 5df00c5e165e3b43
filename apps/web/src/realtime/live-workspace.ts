import type {
  ClockHint,
  PresenceSignal,
  Refusal,
  RoomChanges,
  ServerClosing,
  TypingSignal,
} from "@hallway/protocol";
import type { OpenWorkspace, RunCommand, WorkspaceActions } from "../state/open-workspace.ts";
import { createWorkspaceStore } from "../state/store.ts";
import type { ConnectionStatus } from "../state/workspace-state.ts";
import type { Browser } from "./browser-signals.ts";
import { CatchUp } from "./catch-up.ts";
import { createCommands } from "./commands.ts";
import { type Connection, keepConnected } from "./connection.ts";
import { createConversationFetcher } from "./fetch-conversations.ts";
import { createMemberFetcher } from "./fetch-members.ts";
import type { Ask, Line, LineHandlers } from "./line.ts";
import { createOpenConversations } from "./open-conversations.ts";
import { type Keeping, openPersonal, type Personal } from "./personal.ts";
import { createPresence } from "./presence.ts";
import { createReadMarks } from "./read-marks.ts";
import { createTimelines } from "./timelines.ts";
import { trimTimelines } from "./trim-timelines.ts";
import { createTyping } from "./typing.ts";
import { createActions } from "./workspace-actions.ts";

/** What comes down a workspace's namespace. */
export interface WorkspaceHandlers {
  changes(changes: RoomChanges): void;
  clock(hint: ClockHint): void;
  typing(signal: TypingSignal): void;
  presence(signal: PresenceSignal): void;
  ended(refusal: Refusal): void;
  closing(notice: ServerClosing): void;
}

/** A workspace's namespace; another one stands here in tests. */
export interface WorkspaceLine {
  ask: Ask;
  /** Sends what may get lost. */
  tell(event: "typing" | "presence" | "presence:watch", report: object): void;
  listen(handlers: WorkspaceHandlers): void;
  createLine(handlers: LineHandlers): Line;
}

export interface LivePorts {
  line: WorkspaceLine;
  browser: Browser;
  keeping: Keeping;
}

/** A tab that was away longer than this compares everything when it returns. */
export const AWAY_MS = 60_000;
const TRIM_EVERY_MS = 30_000;

/** A workspace that is connected and whose store is kept equal to the server. */
export class LiveWorkspace implements OpenWorkspace {
  readonly id: string;
  readonly store = createWorkspaceStore();
  readonly actions: WorkspaceActions;
  readonly command: RunCommand;
  readonly #ports: LivePorts;
  readonly #parts: ReturnType<typeof createParts>;
  readonly #catchUp: CatchUp;
  readonly #connection: Connection;
  readonly #trimming: ReturnType<typeof setInterval>;
  readonly #unlisten: () => void;
  #personal: Personal | null = null;
  /** Whether this connection has said whose it is: another account may have signed in here since the last one. */
  #isKnown = false;

  constructor(id: string, ports: LivePorts) {
    const { line, browser } = ports;
    this.id = id;
    this.#ports = ports;
    this.command = createCommands({ ask: line.ask, store: this.store });
    this.#parts = createParts(this, { ...ports, mayTell: () => this.#isKnown });
    const { shown, typing, presence } = this.#parts;
    this.#catchUp = new CatchUp({
      store: this.store,
      ask: line.ask,
      openConversations: shown.ids,
      isVisible: () => browser.isVisible(),
      onApplied: () => this.#onApplied(),
      // Not before: nothing of mine is sent as somebody else's.
      onCaughtUp: () => {
        this.#isKnown = true;
        this.#personal?.outbox.resume();
        this.#parts.readMarks.flush();
      },
    });
    line.listen({
      changes: (changes) => this.#catchUp.receive(changes),
      clock: (hint) => this.#catchUp.hint(hint),
      typing: typing.receive,
      presence: presence.receive,
      ended: (refusal) => this.#connection.end(refusal),
      closing: (notice) => this.#connection.closing(notice),
    });
    this.actions = createActions({
      command: this.command,
      parts: this.#parts,
      store: this.store,
      personal: () => this.#personal,
      reconnectNow: () => {
        this.#connection.dialNow();
        this.#catchUp.refresh();
      },
    });
    this.#unlisten = watchTab(browser, {
      onReturn: () => this.#catchUp.refresh(),
      onHidden: () => {
        this.#personal?.kept.keepNow();
        this.#parts.readMarks.flush();
      },
    });
    this.#trimming = setInterval(this.#parts.trim, TRIM_EVERY_MS);
    this.#connection = keepConnected(line.createLine, {
      browser,
      onStatus: (status) => this.#onStatus(status),
    });
  }

  close(): void {
    clearInterval(this.#trimming);
    this.#unlisten();
    this.#catchUp.disconnected();
    this.#personal?.kept.keepNow();
    this.#personal?.outbox.close();
    this.#parts.close();
    this.#connection.close();
  }

  #onStatus(status: ConnectionStatus): void {
    const before = this.store.getState().connection;
    this.store.setState({ connection: status });
    if (status.phase === "live") {
      this.#catchUp.connected();
      this.#parts.connected();
    } else if (before.phase === "live") {
      this.#isKnown = false;
      this.#catchUp.disconnected();
      this.#personal?.outbox.pause();
      this.#parts.typing.clear();
    }
  }

  #onApplied(): void {
    this.#bePersonal();
    this.#personal?.outbox.settleArrived();
    this.#personal?.kept.forgetGone();
    this.#parts.shown.look();
  }

  /** The server says who I am: now what this device keeps of that person is opened. */
  #bePersonal(): void {
    const { me } = this.store.getState();
    if (!me || this.#personal?.userId === me.userId) return;
    const { store, command } = this;
    if (this.#personal) {
      this.#personal.kept.keepNow();
      this.#personal.outbox.close();
      store.setState({ drafts: new Map(), scrollPlaces: new Map(), pending: new Map() });
      this.#parts.readMarks.forget();
    }
    this.#personal = openPersonal(
      { store, command, keeping: this.#ports.keeping },
      { userId: me.userId, workspaceId: this.id },
    );
    // What was opened before it was known for whom.
    for (const id of this.#parts.shown.ids()) this.#personal.kept.opened(id);
  }
}

/** The parts that act on the store each by themselves. */
function createParts(
  { store, command }: Pick<OpenWorkspace, "store" | "command">,
  { line, browser, mayTell }: LivePorts & { mayTell: () => boolean },
) {
  const members = createMemberFetcher(store, command);
  const conversations = createConversationFetcher(store, command);
  const timelines = createTimelines(store, command);
  const readMarks = createReadMarks(store, { command, mayTell });
  const typing = createTyping(store, line.tell);
  const presence = createPresence(store, { browser, tell: line.tell });
  const trim = () => void trimTimelines(store, { ask: line.ask, shown: new Set(shown.ids()) });
  const shown = createOpenConversations({ store, command, timelines, onClosed: trim });
  return {
    members,
    conversations,
    timelines,
    readMarks,
    typing,
    presence,
    shown,
    trim,
    connected() {
      presence.connected();
      members.retry();
      conversations.retry();
      shown.retry();
    },
    close() {
      readMarks.close();
      members.close();
      conversations.close();
      presence.close();
    },
  };
}

function watchTab(
  browser: Browser,
  { onReturn, onHidden }: { onReturn: () => void; onHidden: () => void },
): () => void {
  let hiddenAt = 0;
  return browser.listen({
    onHidden() {
      hiddenAt = Date.now();
      onHidden();
    },
    onVisible() {
      if (Date.now() - hiddenAt > AWAY_MS) onReturn();
    },
  });
}
