import { addChannels, memberIdOf } from "./fill-workspace.ts";
import { openRawSocket, type RawSocket } from "./raw-socket.ts";
import type { ServerProcess } from "./server-process.ts";
import type { Site } from "./site.ts";
import { signUp, type Visitor } from "./visitor.ts";

/** Signed-in people of one workspace who are all in the same channels. */
export interface Crowd {
  workspaceId: string;
  people: Visitor[];
  conversationIds: string[];
}

/** Signs up people and seats them all in so many channels. */
export async function gatherCrowd(
  { hallway, pool }: Site,
  { people: count, channels }: { people: number; channels: number },
): Promise<Crowd> {
  const owner = await signUp(hallway.url, "owner");
  const { workspace } = await owner.command<{ workspace: { id: string } }>("workspace:create", {
    name: "Bench",
    slug: "bench",
  });
  const workspaceId = workspace.id;
  await owner.command("workspace:update", { policy: { join: "open" } }, workspaceId);
  const people = [owner];
  while (people.length < count) {
    const names = Array.from({ length: Math.min(4, count - people.length) }, (_, index) => {
      return `person-${people.length + index}`;
    });
    const arrived = await Promise.all(names.map((name) => signUp(hallway.url, name)));
    for (const person of arrived) await person.command("workspace:join", { workspaceId });
    people.push(...arrived);
  }
  const memberIds = await Promise.all(
    people.map(({ userId }) => memberIdOf(pool, { workspaceId, userId })),
  );
  const name = "crowd";
  const conversationIds = await addChannels(pool, {
    workspaceId,
    count: channels,
    name,
    memberIds,
  });
  return { workspaceId, people, conversationIds };
}

/** Opens many connections, `atOnce` of them at a time; returns them in order. */
export async function openMany(
  count: number,
  atOnce: number,
  open: (index: number) => Promise<RawSocket>,
): Promise<RawSocket[]> {
  const opened: RawSocket[] = [];
  let next = 0;
  async function work(): Promise<void> {
    while (next < count) {
      const index = next++;
      opened[index] = await open(index);
    }
  }
  await Promise.all(Array.from({ length: atOnce }, work));
  return opened;
}

export interface Clocks {
  epoch: string;
  clocks: Record<string, number>;
}

/** What a person's client holds after its first screen. */
export async function clocksOf({ workspaceId }: Crowd, person: Visitor): Promise<Clocks> {
  const { epoch, clocks } = await person.command<Clocks>("workspace:bootstrap", {}, workspaceId);
  return { epoch, clocks };
}

/** A person's connection that has entered its rooms and caught up from what it held. */
export async function openSynced(
  { url }: ServerProcess,
  { workspaceId }: Crowd,
  member: { person: Visitor; held: Clocks; onEvent?: (packet: string) => void },
): Promise<RawSocket> {
  const socket = await openRawSocket({
    url,
    namespace: `/w/${workspaceId}`,
    cookie: member.person.cookie,
    onEvent: member.onEvent ?? (() => undefined),
  });
  const { epoch, clocks } = member.held;
  await socket.ask("sync", { epoch, clocks });
  return socket;
}

/** The baseline's connection, in as many rooms. */
export async function openBare(
  { url }: ServerProcess,
  rooms: readonly string[],
  onEvent: (packet: string) => void = () => undefined,
): Promise<RawSocket> {
  const socket = await openRawSocket({ url, namespace: "/", onEvent });
  for (const room of rooms) await socket.ask("join", room);
  return socket;
}
