import type { AddressInfo } from "node:net";
import { connect, createServer, type Socket } from "node:net";

/** An address that leads to another one, until it swallows whatever goes in, and nobody is told. */
export interface BlackHole {
  /** The given address, by way of the hole. */
  url: string;
  swallow(): void;
  /** Lets everything through again, also what was swallowed: what TCP makes of a cable that is put back. */
  heal(): void;
  close(): Promise<void>;
}

export async function openBlackHole(to: string): Promise<BlackHole> {
  const target = new URL(to);
  const sockets = new Set<Socket>();
  let swallows = false;

  const server = createServer((near) => {
    const far = connect(Number(target.port), target.hostname);
    for (const [socket, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(socket);
      socket.on("data", (piece) => void other.write(piece));
      socket.on("error", () => undefined);
      socket.once("close", () => {
        sockets.delete(socket);
        if (!swallows) other.destroy();
      });
      if (swallows) socket.pause();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = new URL(to);
  url.port = String((server.address() as AddressInfo).port);

  return {
    url: url.href,
    swallow() {
      swallows = true;
      for (const socket of sockets) socket.pause();
    },
    heal() {
      swallows = false;
      for (const socket of sockets) socket.resume();
    },
    close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      for (const socket of sockets) socket.destroy();
      return closed;
    },
  };
}
