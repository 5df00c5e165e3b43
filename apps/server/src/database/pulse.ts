import { Socket } from "node:net";
import { setImmediate as nextTurn } from "node:timers/promises";
import { Client } from "pg";

/** Whether the database answers: a tiny question twice a second, on a connection of its own. */
export interface Pulse {
  isAway(): boolean;
  /** Hears each loss and each return. */
  onTurn(hear: (isAway: boolean) => void): void;
  /** Begins with the first call. */
  begin(): void;
  stop(): Promise<void>;
}

const EVERY_MS = 400;
/**
 * An answer that takes this many ticks is none; with the wait before, a loss is noticed within 2 s. Ticks are counted
 * rather than the clock read, so that a process that stood still does not take its own pause for the database's.
 */
const PATIENCE_TICKS = 14;
/** A new connection costs PostgreSQL a process: on a machine that is very busy, less patience would never see it return. */
const CONNECTING_PATIENCE_TICKS = 80;
const TICK_MS = 100;

export function createPulse(url: string): Pulse {
  const listeners: ((isAway: boolean) => void)[] = [];
  let isAway = false;
  let line: Line | null = null;
  let timer: NodeJS.Timeout | null = null;
  let beating: Promise<void> | null = null;
  let isStopped = false;

  function turn(toAway: boolean): void {
    if (isAway === toAway || isStopped) return;
    isAway = toAway;
    for (const hear of listeners) hear(isAway);
  }

  async function beat(): Promise<void> {
    const patienceTicks = line ? PATIENCE_TICKS : CONNECTING_PATIENCE_TICKS;
    line ??= openLine(url);
    const answers = await withinPatience(patienceTicks, ask(line));
    if (!answers) {
      line.socket.destroy();
      line = null;
    }
    turn(!answers);
  }

  function next(): void {
    beating = beat().then(() => {
      if (!isStopped) timer = setTimeout(next, EVERY_MS).unref();
    });
  }

  return {
    isAway: () => isAway,
    onTurn: (hear) => void listeners.push(hear),
    begin() {
      if (beating === null) next();
    },
    async stop() {
      isStopped = true;
      if (timer) clearTimeout(timer);
      line?.socket.destroy();
      await beating;
    },
  };
}

interface Line {
  client: Client;
  socket: Socket;
  connected: Promise<unknown>;
}

function openLine(url: string): Line {
  const socket = new Socket();
  const client = new Client({
    connectionString: url,
    application_name: "hallway pulse",
    stream: () => socket,
  });
  client.on("error", () => undefined);
  const connected = client.connect();
  // A program that has nothing else to do may end.
  socket.unref();
  return { client, socket, connected };
}

async function ask({ client, connected }: Line): Promise<boolean> {
  try {
    await connected;
    await client.query("SELECT 1");
    return true;
  } catch {
    return false;
  }
}

/** What is asked answers in time; if the process was late itself, what has arrived meanwhile is looked at first. */
function withinPatience(patienceTicks: number, asked: Promise<boolean>): Promise<boolean> {
  return new Promise((resolve) => {
    let ticks = 0;
    const clock = setInterval(async () => {
      ticks++;
      if (ticks < patienceTicks) return;
      clearInterval(clock);
      await nextTurn();
      await nextTurn();
      resolve(false);
    }, TICK_MS).unref();
    void asked.then((answers) => {
      clearInterval(clock);
      resolve(answers);
    });
  });
}
