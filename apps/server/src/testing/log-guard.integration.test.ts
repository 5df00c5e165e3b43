import { expect, test } from "vitest";
import { connectDatabase } from "../database/client.ts";
import { createDatabase } from "./create-database.ts";
import { createLogGuard } from "./log-guard.ts";
import { startServer } from "./start-server.ts";
import { createWorkspace, findGeneral, say } from "./world.ts";

test("G64: a log that holds what only some may know fails whichever test wrote it", async () => {
  const database = await createDatabase();
  const kept = { url: database.url, drop: async () => undefined };
  const server = await startServer({}, { database: kept });
  const ann = await server.signUp("Ann");
  const workspaceId = await createWorkspace(ann, "acme");
  const to = await findGeneral(ann, workspaceId);
  await say(ann, workspaceId, { to, text: "The merger is off.\nTell nobody." });
  await server.close();

  const client = connectDatabase(database.url);
  const [session] = await client.session.findMany();
  const leaks = {
    message: "said The merger is off.",
    session: `looked up ${session?.token}`,
    password: "tried correct horse battery",
  };
  for (const [kind, words] of Object.entries(leaks)) {
    const guard = createLogGuard();
    guard.logger.debug(words);
    await expect(guard.requireNoSecrets(client)).rejects.toThrow(`The log holds a ${kind}`);
  }
  const guard = createLogGuard();
  guard.logger.info({ userId: ann.userId, workspaceId }, `sent to ${ann.email}`);
  await expect(guard.requireNoSecrets(client)).resolves.toBeUndefined();
  await client.$disconnect();
  await database.drop();
});
