import { z } from "zod";
import type { Actor } from "./actor.ts";

const AccountAnswer = z.object({
  token: z.string().nullish(),
  user: z.object({ id: z.string(), name: z.string(), email: z.string() }),
});

/** What signing up or in answers. */
export async function readAccount(response: Response) {
  return AccountAnswer.parse(await response.json());
}

/** The address of whoever an actor's cookie stands for; null for nobody. */
export async function signedInAs(actor: Actor): Promise<string | null> {
  const response = await actor.request("/api/auth/get-session");
  return AccountAnswer.nullable().parse(await response.json())?.user.email ?? null;
}
