import { isDeepStrictEqual } from "node:util";
import type { WorkspaceId } from "@hallway/protocol";
import { pino } from "pino";
import { v7 as uuidv7 } from "uuid";
import type { Actor } from "../actor.ts";
import { startServer, type TestServer } from "../start-server.ts";
import { createChannel, createWorkspace, findGeneral, say } from "../world.ts";
import type { KnownIds } from "./schema-values.ts";

/** A server to be ill-treated: some people who do it, and one in another workspace who must not notice. */
export interface Playground {
  server: TestServer;
  /** Who sends what is fuzzed: an owner and two members, signed in. */
  hostiles: readonly Actor[];
  /** A workspace of theirs, changed for a fresh one now and then. */
  workspaceId: WorkspaceId;
  /** What there is in it. The owner is left out: someone shall still be allowed things in the end. */
  ids: KnownIds;
  /** Makes a fresh workspace: what was sent may have emptied the one before. */
  refresh(): Promise<void>;
  /** Throws unless the witness, whose socket has been open all the time, still sends and hears. */
  requireUnnoticed(): Promise<void>;
  /** What the server logged as its own failure. */
  failures: readonly string[];
  close(): Promise<void>;
}

/** What a machine says that is too busy to answer its own database in time: no failure of what was sent. */
const BUSY = /"message":"[^"]*(?:Connection terminated|timeout)/;

export async function openPlayground(): Promise<Playground> {
  const failures: string[] = [];
  const write = (line: string) => void (BUSY.test(line) || failures.push(line));
  const logger = pino({ level: "error" }, { write });
  const server = await startServer({}, { logger });
  const [witness, ...hostiles] = await Promise.all(
    ["Wilma Witness", "Hans", "Hella", "Horst"].map((name) => server.signUp(name)),
  );
  if (!witness) throw new Error("Nobody signed up");
  const requireUnnoticed = await placeWitness(witness);
  const playground: Playground = {
    server,
    hostiles,
    failures,
    requireUnnoticed,
    ...(await populate(hostiles)),
    refresh: async () => void Object.assign(playground, await populate(hostiles)),
    close: () => server.close(),
  };
  return playground;
}

async function placeWitness(witness: Actor): Promise<() => Promise<void>> {
  const workspaceId = await createWorkspace(witness, "calm");
  const room = await findGeneral(witness, workspaceId);
  const socket = await witness.connect(workspaceId);
  await socket.must("session:list", {});
  return async () => {
    const sent = await say(witness, workspaceId, { to: room });
    const heard = await socket.hearsChange(
      `channel:${room}`,
      "message",
      ({ id }) => id === sent.id,
    );
    if (!isDeepStrictEqual(heard, sent)) throw new Error("The witness heard something else");
    socket.heard.length = 0;
  };
}

type Populated = Pick<Playground, "workspaceId" | "ids">;

/** Makes a workspace; what was sent before may still be signing people out, so more than once if need be. */
async function populate(actors: readonly Actor[], tries = 10): Promise<Populated> {
  try {
    return await makeWorkspace(actors);
  } catch (error) {
    if (tries === 0) throw error;
    return populate(actors, tries - 1);
  }
}

/** A workspace with a channel, a message and everyone in it; signs in again whoever was signed out. */
async function makeWorkspace(actors: readonly Actor[]): Promise<Populated> {
  for (const actor of actors) {
    if (!(await actor.ask("workspace:mine", {})).ok) await actor.signIn(actor.email);
  }
  const [owner, ...others] = actors;
  if (!owner) throw new Error("Nobody signed up");
  const workspaceId = await createWorkspace(owner, `w-${uuidv7().slice(-20)}`);
  await owner.must("workspace:update", { policy: { join: "open" } }, workspaceId);
  for (const other of others) await other.must("workspace:join", { workspaceId });
  const userIds = others.map(({ userId }) => userId);
  const { id: channelId } = await createChannel(owner, workspaceId, { with: userIds });
  const message = await say(owner, workspaceId, { to: channelId });
  const { epoch } = await owner.must("workspace:bootstrap", {}, workspaceId);
  return {
    workspaceId,
    ids: [channelId, channelId, message.id, message.id, workspaceId, epoch, ...userIds],
  };
}
