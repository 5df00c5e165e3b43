import { test as base } from "@playwright/test";
import { type Actor, PASSWORD } from "./actors.ts";
import {
  acceptInvitation,
  createWorkspace,
  invite,
  signUp,
  type Workspace,
} from "./public-http.ts";
import { type HallwayServer, startServer } from "./server.ts";
import { openStage, type Stage } from "./stage.ts";

/** A running server, and the token that lets accounts be made on it. */
interface House {
  server: HallwayServer;
  entrance: string;
}

/** A workspace that is new for every scenario, and how people come into it. */
interface Team {
  owner: Actor;
  workspace: Workspace;
  invitation: string;
}

interface Scenario {
  stage: Stage;
  /** A server on which nothing was ever done. */
  freshServer: HallwayServer;
  team: Team;
  /** The owner of the workspace. */
  alice: Actor;
  /** Members of it. */
  bob: Actor;
  carol: Actor;
}

/** Scenarios with named people, each in a browser of their own. */
export const test = base.extend<Scenario, { house: House; demo: HallwayServer }>({
  house: [
    async ({ playwright }, use) => {
      const server = await startServer();
      const request = await playwright.request.newContext();
      const http = { request, origin: server.origin };
      await signUp(http, { name: "Founder", email: "founder@example.com", password: PASSWORD });
      const lobby = await createWorkspace(http, { name: "Lobby", slug: "lobby" });
      await use({ server, entrance: await invite(http, lobby) });
      await request.dispose();
      await server.stop();
    },
    { scope: "worker", timeout: 60_000 },
  ],
  demo: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from its pattern.
    async ({}, use) => {
      const server = await startServer({ seeded: true });
      await use(server);
      await server.stop();
    },
    { scope: "worker", timeout: 120_000 },
  ],
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from its pattern.
  freshServer: async ({}, use) => {
    const server = await startServer();
    await use(server);
    await server.stop();
  },
  stage: async ({ browser }, use) => {
    const stage = openStage(browser);
    await use(stage);
    await stage.close();
  },
  team: async ({ stage, house }, use) => use(await foundTeam(stage, house)),
  alice: async ({ team }, use) => use(team.owner),
  bob: async ({ stage, house, team }, use) => use(await joins("Bob", { stage, house, team })),
  carol: async ({ stage, house, team }, use) => use(await joins("Carol", { stage, house, team })),
});

export { expect } from "@playwright/test";

let teams = 0;

async function foundTeam(stage: Stage, { server, entrance }: House): Promise<Team> {
  const slug = `team-${process.pid}-${++teams}`;
  const workspace = { id: "", slug, name: `Team ${teams}` };
  const owner = await stage.enters({ name: "Alice", origin: server.origin, workspace });
  await signUp(owner.http, { ...owner.account, inviteToken: entrance });
  Object.assign(workspace, await createWorkspace(owner.http, workspace));
  return { owner, workspace, invitation: await invite(owner.http, workspace) };
}

async function joins(
  name: string,
  { stage, house, team }: { stage: Stage; house: House; team: Team },
): Promise<Actor> {
  const { origin } = house.server;
  const actor = await stage.enters({ name, origin, workspace: team.workspace });
  await signUp(actor.http, { ...actor.account, inviteToken: team.invitation });
  await acceptInvitation(actor.http, team.invitation);
  return actor;
}
