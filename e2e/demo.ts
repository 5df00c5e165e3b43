import type { BrowserContextOptions } from "@playwright/test";
import type { Actor } from "./actors.ts";
import { signIn } from "./public-http.ts";
import type { HallwayServer } from "./server.ts";
import type { Stage } from "./stage.ts";

export const demoWorkspace = { id: "", slug: "acme", name: "Acme Robotics" };

/** Brings a person of the demo workspace in, signed in. */
export async function entersDemo(
  stage: Stage,
  { origin }: HallwayServer,
  person: { name: string; email: string; browser?: BrowserContextOptions },
): Promise<Actor> {
  const actor = await stage.enters({ ...person, origin, workspace: demoWorkspace });
  await signIn(actor.http, { email: person.email, password: "hallway demo" });
  return actor;
}

export const ann = { name: "Ann Archer", email: "ann@acme.example" };
