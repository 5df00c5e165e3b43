import { setTimeout as pause } from "node:timers/promises";
import { z } from "zod";
import type { SiteView } from "../contract.ts";
import { type LightSocket, openLightSocket, TurnedAway } from "./light-socket.ts";

/**
 * A device that only holds clocks, dials again by the web client's rules, and catches up by `sync`. What the web client
 * asks in the dark it leaves out: where somebody always answers, an answer to the first question changes nothing.
 */
export interface LightClient {
  /** It is connected, has caught up since, and knows of this clock of its room. */
  isBack(clock: number): boolean;
  /** Handshakes and answers that told it to come later, and those that would not have it at all. */
  told: { later: number; never: number };
  close(): void;
}

export interface LightClientPlan {
  site: SiteView;
  url: string;
  workspaceId: string;
  cookie: string;
  epoch: string;
  /** What it holds at the start. */
  clocks: Readonly<Record<string, number>>;
  /** The room that is watched, such as `channel:<id>`. */
  room: string;
}

/** From apps/web: what a line that was reset waits first, and at most. */
const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 30_000;

export function keepLightClient(plan: LightClientPlan): LightClient {
  const clocks: Record<string, number> = { ...plan.clocks };
  const told = { later: 0, never: 0 };
  const end = new AbortController();
  let socket: LightSocket | null = null;
  let isSynced = false;

  function hear(packet: string): void {
    if (!packet.includes(`"room":"${plan.room}"`)) return;
    const to = Number(/"to":(\d+)/.exec(packet)?.[1] ?? 0);
    // A hint alone is nothing that could be shown.
    if (packet.includes('["changes"')) reach(plan.room, to);
  }

  function reach(room: string, to: number): void {
    clocks[room] = Math.max(clocks[room] ?? 0, to);
  }

  async function catchUp(opened: LightSocket): Promise<void> {
    const answer = await opened.ask("sync", { epoch: plan.epoch, clocks });
    const [{ ok, data, error }] = Answer.parse(JSON.parse(answer));
    if (!ok) throw new TurnedAway(error?.code ?? "no reason", retryInMsOf(error));
    for (const { room, to } of data?.rooms ?? []) reach(room, to);
  }

  async function live(): Promise<void> {
    for (let failures = 0; !end.signal.aborted; ) {
      try {
        socket = await openLightSocket({ ...plan, hear });
        await catchUp(socket);
        isSynced = true;
        failures = 0;
        await socket.closed;
        await rest(Math.random() * FIRST_WAIT_MS);
      } catch (error) {
        failures++;
        const retryInMs = note(error, told);
        const most = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** failures);
        await rest(retryInMs + Math.random() * most);
      } finally {
        isSynced = false;
        socket?.close();
      }
    }
  }

  async function rest(ms: number): Promise<void> {
    isSynced = false;
    await pause(ms, undefined, { signal: end.signal }).catch(() => undefined);
  }

  void live();
  return {
    isBack: (clock) => isSynced && (clocks[plan.room] ?? 0) >= clock,
    told,
    close() {
      end.abort();
      socket?.close();
    },
  };
}

const Answer = z.tuple([
  z.object({
    ok: z.boolean(),
    data: z.object({ rooms: z.array(z.object({ room: z.string(), to: z.number() })) }).optional(),
    error: z.object({ code: z.string(), retryInMs: z.number().optional() }).optional(),
  }),
]);

/** Refusals that are about the moment; null for the others. */
function retryInMsOf(error: { code: string; retryInMs?: number | undefined } | undefined) {
  const isForNow = error?.code === "unavailable" || error?.code === "rate_limited";
  return isForNow ? (error.retryInMs ?? 0) : null;
}

/** Counts what it was told; how long it was told to wait. A line that broke has told nothing. */
function note(error: unknown, told: LightClient["told"]): number {
  if (!(error instanceof TurnedAway)) return 0;
  if (error.retryInMs === null) told.never++;
  else told.later++;
  return error.retryInMs ?? 0;
}
