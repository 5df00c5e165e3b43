import { PROTOCOL_VERSION } from "@hallway/protocol";
import { WebSocket } from "ws";
import { z } from "zod";
import type { SiteView } from "../contract.ts";

/** A connection to a workspace that costs its owner little: socket.io spoken by hand, and nothing kept. */
export interface LightSocket {
  /** Resolves with the answer as it came. */
  ask(event: string, payload: unknown): Promise<string>;
  /** Resolves when it has ended. */
  closed: Promise<void>;
  close(): void;
}

/** The server would not take it in; with the time to wait where that may change, else null. */
export class TurnedAway extends Error {
  readonly retryInMs: number | null;
  constructor(why: string, retryInMs: number | null) {
    super(why);
    this.retryInMs = retryInMs;
  }
}

export interface LightSocketPlan {
  site: SiteView;
  url: string;
  workspaceId: string;
  cookie: string;
  /** Hears each event as it came. */
  hear(packet: string): void;
}

/** As long as a browser's. */
const DIAL_TIMEOUT_MS = 15_000;

/** Opens one; rejects with `TurnedAway` when the server said no, with another error when nobody answered. */
export function openLightSocket(plan: LightSocketPlan): Promise<LightSocket> {
  const { site, url, workspaceId, cookie, hear } = plan;
  const place = `/w/${workspaceId},`;
  const socket = new WebSocket(
    `${url.replace("http", "ws")}/socket.io/?EIO=4&transport=websocket`,
    {
      headers: { origin: site.origin, cookie },
      handshakeTimeout: DIAL_TIMEOUT_MS,
      perMessageDeflate: false,
    },
  );
  const waiting = new Map<string, PromiseWithResolvers<string>>();
  const { promise: opened, resolve, reject } = Promise.withResolvers<LightSocket>();
  let asked = 0;
  const light: LightSocket = {
    ask(event, payload) {
      const answer = Promise.withResolvers<string>();
      const id = String(asked++);
      waiting.set(id, answer);
      socket.send(`42${place}${id}${JSON.stringify([event, payload])}`);
      return answer.promise;
    },
    closed: new Promise((ended) => socket.once("close", () => ended())),
    close: () => socket.terminate(),
  };

  function take(packet: string): void {
    if (packet.startsWith(`42${place}`)) hear(packet);
    else if (packet.startsWith(`43${place}`)) answerTo(packet.slice(2 + place.length));
    else if (packet === "2") socket.send("3");
    else if (packet.startsWith("0")) socket.send(`40${place}{"protocol":${PROTOCOL_VERSION}}`);
    else if (packet.startsWith(`40${place}`)) resolve(light);
    else if (packet.startsWith(`44${place}`)) reject(refusalIn(packet.slice(2 + place.length)));
  }

  function answerTo(rest: string): void {
    const id = rest.slice(0, rest.indexOf("["));
    waiting.get(id)?.resolve(rest.slice(id.length));
    waiting.delete(id);
  }

  socket.on("message", (data) => take(String(data)));
  socket.on("unexpected-response", (_request, response) => {
    const seconds = Number(response.headers["retry-after"] ?? Number.NaN);
    const retryInMs = response.statusCode === 503 && seconds > 0 ? seconds * 1_000 : null;
    response.resume();
    reject(new TurnedAway(`HTTP ${response.statusCode}`, retryInMs));
    socket.terminate();
  });
  socket.on("error", reject);
  socket.once("close", () => {
    const error = new Error("the connection ended");
    reject(error);
    for (const answer of waiting.values()) answer.reject(error);
  });
  return opened;
}

const Refusal = z.object({
  data: z.object({ code: z.string(), retryInMs: z.number().optional() }),
});

/** Only that it does not work just now is no word about who dials. */
function refusalIn(text: string): TurnedAway {
  const { code, retryInMs = 0 } = Refusal.parse(JSON.parse(text)).data;
  return new TurnedAway(code, code === "unavailable" ? retryInMs : null);
}
