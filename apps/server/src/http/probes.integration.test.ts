import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { startServer, type TestServer } from "../testing/start-server.ts";
import { type EarlyDoor, openEarlyDoor } from "./early-door.ts";

const TOKEN = "a-token-of-16-signs-or-more";

let server: TestServer;

beforeAll(async () => {
  server = await startServer({ METRICS_TOKEN: TOKEN });
});
afterAll(() => server.close());

async function ask(path: string, init?: RequestInit): Promise<{ status: number; body: string }> {
  const response = await fetch(`${server.url}${path}`, init);
  return { status: response.status, body: await response.text() };
}

describe("probes", () => {
  test.each(["/livez", "/startupz", "/readyz"])(
    "%s is content with a server that runs",
    async (path) => {
      expect(await ask(path)).toEqual({ status: 200, body: '{"ok":true}' });
    },
  );

  test("a database that lacks a migration is not ready, and is again when it has it", async () => {
    const { database } = server.app.context;
    await database.$executeRaw`UPDATE _prisma_migrations SET rolled_back_at = now()`;
    expect(await ask("/readyz")).toEqual({
      status: 503,
      body: '{"ok":false,"reason":"migrations"}',
    });
    expect((await ask("/livez")).status).toBe(200);
    await database.$executeRaw`UPDATE _prisma_migrations SET rolled_back_at = NULL`;
    expect((await ask("/readyz")).status).toBe(200);
  });

  test("a database that does not answer within a second is not ready", async () => {
    const { database } = server.app.context;
    await database.$transaction(async (db) => {
      await db.$executeRaw`LOCK TABLE _prisma_migrations`;
      expect(await ask("/readyz")).toEqual({
        status: 503,
        body: '{"ok":false,"reason":"database"}',
      });
    });
    await expect.poll(async () => (await ask("/readyz")).status).toBe(200);
  });
});

describe("/metrics", () => {
  test("this machine reads them, in Prometheus' form", async () => {
    const { status, body } = await ask("/metrics");
    expect(status).toBe(200);
    expect(body).toMatch(/^hallway_connections \d+$/m);
  });

  test.each([
    ["x-forwarded-for", "203.0.113.9"],
    ["forwarded", "for=203.0.113.9"],
    ["via", "1.1 proxy"],
    ["origin", "https://evil.example"],
    ["authorization", `Bearer ${TOKEN}x`],
  ])("whoever comes with %s and without the token finds nothing there", async (name, value) => {
    const headers = { "x-forwarded-for": "203.0.113.9", accept: "text/plain", [name]: value };
    const [metrics, nothing] = await Promise.all([
      ask("/metrics", { headers }),
      ask("/metricz", { headers }),
    ]);
    expect(metrics).toEqual(nothing);
    expect(metrics.status).toBe(404);
  });

  test("the token opens them from anywhere", async () => {
    const headers = { "x-forwarded-for": "203.0.113.9", authorization: `Bearer ${TOKEN}` };
    expect((await ask("/metrics", { headers })).status).toBe(200);
  });
});

describe("the early door", () => {
  let door: EarlyDoor;
  let url: string;
  afterEach(() => door.close());

  async function open(): Promise<void> {
    const probe = createServer().listen(0, "127.0.0.1");
    await new Promise((resolve) => probe.once("listening", resolve));
    const port = portOf(probe);
    await new Promise((resolve) => probe.close(resolve));
    door = await openEarlyDoor({ port, host: "127.0.0.1" });
    url = `http://127.0.0.1:${port}`;
  }

  test.each([
    ["/livez", 200, { ok: true }],
    ["/readyz", 503, { ok: false, reason: "starting" }],
    ["/startupz?x=1", 503, { ok: false, reason: "starting" }],
  ])("%s answers %i while the database starts", async (path, status, body) => {
    await open();
    const response = await fetch(`${url}${path}`);
    expect([response.status, await response.json()]).toEqual([status, body]);
  });

  test("commands are told to come back, browsers get a page that does", async () => {
    await open();
    const command = await fetch(`${url}/api/v1/workspace:mine`, { method: "POST", body: "{}" });
    expect(command.headers.get("retry-after")).toBe("2");
    expect(await command.json()).toMatchObject({
      error: { code: "unavailable", retryInMs: 2_000 },
    });
    const page = await fetch(url, { headers: { accept: "text/html" } });
    expect(page.status).toBe(503);
    expect(await page.text()).toContain("Hallway is starting");
  });

  test("it stands aside where the port is taken", async () => {
    const other = createServer((_request, response) => response.end("mine")).listen(0, "127.0.0.1");
    await new Promise((resolve) => other.once("listening", resolve));
    door = await openEarlyDoor({ port: portOf(other), host: "127.0.0.1" });
    expect(await (await fetch(`http://127.0.0.1:${portOf(other)}`)).text()).toBe("mine");
    other.close();
    other.closeAllConnections();
  });
});

function portOf(server: Server): number {
  return (server.address() as AddressInfo).port;
}
