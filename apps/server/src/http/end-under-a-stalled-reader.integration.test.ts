import { afterEach, beforeEach, expect, test } from "vitest";
import { openRawSocket, type RawSocket } from "../testing/raw-socket.ts";
import { startServer, type TestServer } from "../testing/start-server.ts";

let server: TestServer;
let reader: RawSocket | undefined;

beforeEach(async () => {
  server = await startServer();
});
afterEach(async () => {
  reader?.destroy();
  await server.close();
});

/** What `ws` waits for the other side to say goodbye. */
const GOODBYE_MS = 30_000;

test("G31: a server ends though somebody on a socket reads nothing any more", async () => {
  const ann = await server.signUp("Ann");
  reader = await openRawSocket(server.url, ann.cookie);
  await reader.hears((text) => text.startsWith("0"));
  reader.pause();
  const told = performance.now();
  await server.restart();
  expect(performance.now() - told).toBeLessThan(GOODBYE_MS - 5_000);
}, 60_000);
