import type { CommandContract, OutputOf } from "@hallway/protocol";
import { v7 as uuidv7 } from "uuid";
import { type Account, type Credentials, command, signIn } from "./client-account.ts";
import { ask, type Notebook, type Outcome, type Question, type Way } from "./client-ask.ts";
import { createCatchUp } from "./client-catch-up.ts";
import { keepConnected } from "./client-line.ts";
import { createOutbox, type Letter } from "./client-outbox.ts";
import type { Connection } from "./client-socket.ts";
import { emptyStore, type Store } from "./client-store.ts";
import { toHeld, toViews } from "./client-view.ts";
import type { History, SiteView } from "./contract.ts";
import type { Random } from "./random.ts";

/** One device of a person: it holds what it is shown, keeps what it wrote, and notes everything. */
export interface Client {
  name: string;
  user: string;
  account: Account;
  notebook: Notebook;
  store: Store;
  session(): string;
  connection(): Connection | null;
  /** Over the socket when it is open, else over HTTP at the own node. */
  way(): Way;
  http(node: number): Way;
  ask<C extends CommandContract>(question: Question<C>): Promise<Outcome<OutputOf<C>>>;
  write(conversationId: string, text: string): void;
  /** Takes over a letter whose first tries were made elsewhere. */
  adopt(letter: Letter): void;
  /** Letters that are not settled. */
  waiting(): number;
  /** Says and asks nothing for a while, as somebody who only watches. */
  hush(ms: number): void;
  isHushed(): boolean;
  /** Nothing of its own is open: no letter, no hole, nothing to load. */
  isQuiet(): boolean;
  noteViews(): void;
  stop(): Promise<void>;
}

export interface ClientOptions {
  site: SiteView;
  workspaceId: string;
  history: History;
  random: Random;
  name: string;
  home: number;
  transport: "websocket" | "polling";
  account: Account;
  credentials: Credentials;
  nextAsk(): number;
  /** Names for sessions, the same ones over all devices. */
  nextSession(): string;
  sent(letter: Letter): void;
}

/** How likely a retry goes over HTTP to any node, where the first try may be under way still. */
const OTHER_WAY_CHANCE = 0.3;

export function createClient(options: ClientOptions): Client {
  const { site, history, name, account, random, home, workspaceId } = options;
  const { user } = options.credentials;
  const store = emptyStore();
  const notebook: Notebook = { history, client: name, user, nextAsk: options.nextAsk };
  let session = openSession(options, options.credentials);

  const catchUp = createCatchUp({ notebook, store, random, connection: () => line.connection() });
  const line = keepConnected({
    ...{ site, workspaceId, history, random, home, client: name, transport: options.transport },
    session: () => session,
    async signIn(node) {
      session = openSession(options, await signIn(site, node, account));
    },
    opened: (connection) => catchUp.opened(connection),
    ears: {
      changes: catchUp.changes,
      clock: catchUp.clock,
      ended: (code, { connection }) =>
        history.write({ type: "session-ended", client: name, connection, code }),
      malformed: (what, problem) =>
        history.write({ type: "malformed", client: name, what, problem }),
    },
  });

  let hushedUntil = 0;
  const isHushed = () => performance.now() < hushedUntil;

  function http(node: number): Way {
    const { cookie, name: held } = session;
    return {
      by: "http",
      node: node % site.urls.length,
      session: held,
      send: (command_, input) =>
        command(site, { node, cookie, workspaceId }, { name: command_, input }),
    };
  }

  const outbox = createOutbox({
    notebook,
    way(failures) {
      if (isHushed()) return null;
      if (failures > 0 && random.chance(OTHER_WAY_CHANCE)) {
        return http(random.below(site.urls.length));
      }
      return line.connection()?.way ?? null;
    },
    settled: (letter, isSent) => isSent && options.sent(letter),
  });

  return {
    ...{ name, user, account, notebook, store, http },
    session: () => session.name,
    connection: () => line.connection(),
    way: () => line.connection()?.way ?? http(home),
    ask: (question) => ask(notebook, question),
    write: (conversationId, text) => outbox.add({ id: uuidv7(), conversationId, text }),
    adopt: (letter) => outbox.add(letter),
    waiting: () => outbox.waiting(),
    isHushed,
    hush(ms) {
      hushedUntil = performance.now() + ms;
    },
    isQuiet: () => outbox.waiting() === 0 && line.connection() !== null && catchUp.isQuiet(),
    noteViews() {
      history.write(toHeld(store, { client: name, user }));
      for (const view of toViews(store, { client: name, user })) history.write(view);
    },
    async stop() {
      await Promise.all([outbox.close(), catchUp.close(), line.hangUp()]);
    },
  };
}

function openSession({ history, name, nextSession }: ClientOptions, credentials: Credentials) {
  const session = nextSession();
  history.write({ type: "signed-in", client: name, user: credentials.user, session });
  return { name: session, cookie: credentials.cookie };
}
