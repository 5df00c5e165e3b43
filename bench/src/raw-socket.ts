import WebSocket from "ws";

/** One socket.io connection spoken by hand over a websocket, so that the load is cheaper than what it loads. */
export interface RawSocket {
  /** Emits an event and resolves with the acknowledgement as it came; rejects when it is a refusal. */
  ask(event: string, payload: unknown): Promise<string>;
  /** Emits an event that nobody answers. */
  tell(event: string, payload: unknown): void;
  /** Stops reading, as a peer whose line is stuck. */
  pause(): void;
  /** Reads on. */
  resume(): void;
  /** Resolves when the connection has ended, whoever ended it. */
  closed: Promise<void>;
  close(): void;
}

export interface RawSocketOptions {
  url: string;
  namespace: string;
  cookie?: string;
  /** Called with the raw text of each event that arrives. */
  onEvent(packet: string): void;
}

/** engine.io 4 and socket.io 5 as far as a bench needs them: open, connect, ping, event, acknowledgement. */
export function openRawSocket({
  url,
  namespace,
  cookie,
  onEvent,
}: RawSocketOptions): Promise<RawSocket> {
  const place = namespace === "/" ? "" : `${namespace},`;
  const origin = url;
  const socket = new WebSocket(
    `${url.replace("http", "ws")}/socket.io/?EIO=4&transport=websocket`,
    { headers: { origin, ...(cookie ? { cookie } : {}) } },
  );
  const waiting = new Map<string, PromiseWithResolvers<string>>();
  let asked = 0;
  const raw: RawSocket = {
    ask(event, payload) {
      const id = String(asked++);
      socket.send(`42${place}${id}${JSON.stringify([event, payload])}`);
      const answer = Promise.withResolvers<string>();
      waiting.set(id, answer);
      return answer.promise;
    },
    tell: (event, payload) => socket.send(`42${place}${JSON.stringify([event, payload])}`),
    pause: () => socket.pause(),
    resume: () => socket.resume(),
    closed: new Promise((resolve) => socket.once("close", () => resolve())),
    close: () => socket.terminate(),
  };
  return new Promise((resolve, reject) => {
    socket.on("error", reject);
    socket.once("close", () => reject(new Error("The connection was closed before it was in")));
    socket.on("message", (data) => {
      const packet = data.toString();
      if (packet.startsWith("42")) onEvent(packet);
      else if (packet.startsWith("43")) acknowledge(packet.slice(2 + place.length));
      else if (packet === "2") socket.send("3");
      else if (packet.startsWith("0")) socket.send(`40${place}{"protocol":1}`);
      else if (packet.startsWith("40")) resolve(raw);
      else if (packet.startsWith("44")) reject(new Error(`Refused: ${packet}`));
    });
  });

  function acknowledge(rest: string): void {
    const id = rest.slice(0, rest.indexOf("["));
    if (rest.includes('"ok":true')) waiting.get(id)?.resolve(rest);
    else waiting.get(id)?.reject(new Error(`Refused: ${rest}`));
    waiting.delete(id);
  }
}
