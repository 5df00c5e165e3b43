import { connect, createServer, type Server, type Socket } from "node:net";

/** A way to a port of this machine that can swallow everything while both ends think that it is there. */
export interface Cable {
  url: string;
  /** Nothing arrives any more, over what is open or will be. */
  fallSilent(): void;
  /** What is opened from now on gets through; what was open stays silent. */
  heal(): void;
  /** Connections of the near side that it has not given up. */
  held(): number;
  cut(): void;
}

export async function layCable(port: number): Promise<Cable> {
  const ends: Socket[] = [];
  const near = new Set<Socket>();
  let isSilent = false;
  const cable = createServer((opened) => {
    const far = isSilent ? null : connect(port, "127.0.0.1");
    // What is read and kept by nobody is swallowed; unread, its end would not be heard either.
    if (far) opened.pipe(far).pipe(opened);
    else opened.resume();
    near.add(opened);
    opened.on("close", () => near.delete(opened));
    for (const end of [opened, far]) {
      end?.on("error", () => {});
      if (end) ends.push(end);
    }
  });
  await new Promise<void>((resolve) => cable.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${portOf(cable)}`,
    fallSilent() {
      isSilent = true;
      for (const end of ends) end.unpipe().resume();
    },
    heal() {
      isSilent = false;
    },
    held: () => near.size,
    cut() {
      for (const end of ends) end.destroy();
      cable.close();
    },
  };
}

export function portOf(listening: Server): number {
  const address = listening.address();
  return typeof address === "object" && address ? address.port : 0;
}
