import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Logger } from "pino";
import { type App, type AppOptions, createApp } from "../app.ts";
import { parseConfig } from "../config.ts";
import { connectDatabase } from "../database/client.ts";
import { type Actor, createActor } from "./actor.ts";
import { createDatabase, type TestDatabase } from "./create-database.ts";
import { freePort } from "./free-port.ts";
import { createLogGuard } from "./log-guard.ts";

/** A whole server on a port and a database of its own, spoken to as a stranger would: HTTP and socket.io. */
export interface TestServer {
  url: string;
  /** As it runs now: another one after `restart`. */
  readonly app: App;
  /** Where mail is written. */
  dataDir: string;
  /** A signed-up account with a name of its own. */
  signUp(name: string): Promise<Actor>;
  /** Nobody: no cookie, our origin. */
  anonymous(): Actor;
  /** Ends the server and starts it again on the same port and database; every socket is cut. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Starts a server with open sign-up and without request limits, unless `env` says otherwise; on a database of its own,
 * empty unless one is given, which goes with it. Unless a logger is given, all it logs is searched for secrets in the end.
 */
export async function startServer(
  env: Record<string, string> = {},
  {
    logger,
    database: given,
    ...timing
  }: { logger?: Logger; database?: TestDatabase } & Pick<
    AppOptions,
    "reviewEveryMs" | "busTiming"
  > = {},
): Promise<TestServer> {
  const database = given ?? (await createDatabase());
  const dataDir = mkdtempSync(join(tmpdir(), "hallway-test-"));
  const port = await freePort();
  const defaults = { PORT: String(port), DATA_DIR: dataDir, SIGN_UP: "open", RATE_LIMITS: "off" };
  const config = parseConfig({ ...defaults, LOG_LEVEL: "silent", ...env }, process.cwd());
  const client = connectDatabase(database.url);
  const guard = createLogGuard();
  const start = async () => {
    const log = logger ?? guard.logger;
    const options = { config, logger: log, database: client, checkOutput: true };
    const started = await createApp({ ...options, ...timing });
    await started.listen();
    return started;
  };
  let app = await start();
  const url = config.publicUrl;
  const actors: Actor[] = [];
  let people = 0;

  function newActor(): Actor {
    const actor = createActor(url);
    actors.push(actor);
    return actor;
  }

  return {
    url,
    get app() {
      return app;
    },
    dataDir,
    anonymous: newActor,
    async signUp(name) {
      const actor = newActor();
      people++;
      const response = await actor.signUp({
        name,
        email: `${name.toLowerCase().replace(/\W+/g, ".")}.${people}@example.com`,
      });
      if (!response.ok) throw new Error(`${name} can't sign up: ${await response.text()}`);
      return actor;
    },
    async restart() {
      await app.close();
      app = await start();
    },
    async close() {
      for (const actor of actors) actor.disconnect();
      await app.close();
      await guard.requireNoSecrets(client);
      await client.$disconnect();
      await database.drop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
