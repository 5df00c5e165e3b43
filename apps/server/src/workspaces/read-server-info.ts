import type { OutputOf, serverInfo } from "@hallway/protocol";
import type { Context } from "../context.ts";
import { version } from "../version.ts";

/** What a visitor may know of this server before signing in. */
export async function readServerInfo({
  database,
  config,
}: Context): Promise<OutputOf<typeof serverInfo>> {
  const first = await database.user.findFirst({ select: { id: true } });
  return { needsSetup: first === null, signUp: config.signUp, version };
}
