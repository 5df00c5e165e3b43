import { join } from "node:path";
import { v7 as uuidv7 } from "uuid";
import { openRawSocket, type RawSocket } from "./raw-socket.ts";
import { dataFolder, type ServerProcess, startHallway, startProcess } from "./server-process.ts";
import { signUp, type Visitor } from "./visitor.ts";

/** So many rooms, of so many sockets each. */
export interface Seating {
  rooms: number;
  sockets: number;
}

/** In larger rooms everyone has several tabs open. */
const PEOPLE = 600;
/** So many may be added to a channel at once. */
const PEOPLE_A_REQUEST = 200;

/** Hallway with people in it, and a bare broadcast, side by side. */
export interface Contest {
  hallway: ServerProcess;
  bare: ServerProcess;
  people: People;
  stop(): Promise<void>;
}

interface People {
  owner: Visitor;
  workspaceId: string;
  members: Visitor[];
}

export async function openContest(): Promise<Contest> {
  const data = dataFolder();
  const hallway = await startHallway(data.path);
  const bare = await startProcess(join(import.meta.dirname, "bare-server.ts"), {});
  async function stop(): Promise<void> {
    await bare.stop();
    await hallway.stop();
    data.remove();
  }
  try {
    return { hallway, bare, people: await gather(hallway.url), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** A room's open sockets, and how one of them sends a message to all. */
export interface OpenRoom {
  sockets: RawSocket[];
  send(socket: RawSocket, text: string): Promise<unknown>;
}

/** `onEvent` hears the raw text of each event that any of the sockets gets. */
export async function openBareRooms(
  { bare: { url } }: Contest,
  seating: Seating,
  onEvent: (packet: string) => void,
): Promise<OpenRoom[]> {
  const rooms = await open(seating, async (room) => {
    const socket = await openRawSocket({ url, namespace: "/", onEvent });
    await socket.ask("join", `room-${room}`);
    return socket;
  });
  return rooms.map((sockets, room) => ({
    sockets,
    send: (socket, text) => socket.ask("send", { id: uuidv7(), room: `room-${room}`, text }),
  }));
}

/** The same in private channels of Hallway's. */
export async function openHallwayRooms(
  { hallway, people }: Contest,
  seating: Seating,
  onEvent: (packet: string) => void,
): Promise<OpenRoom[]> {
  const { owner, workspaceId, members } = people;
  const conversations: string[] = [];
  for (let room = 0; room < seating.rooms; room++) {
    const name = `bench-${uuidv7()}`;
    const created = await owner.command<{ conversation: { id: string } }>(
      "channel:create",
      { name, private: true },
      workspaceId,
    );
    const conversationId = created.conversation.id;
    const userIds = peopleOf(members, seating, room).map(({ userId }) => userId);
    for (let from = 0; from < userIds.length; from += PEOPLE_A_REQUEST) {
      const some = userIds.slice(from, from + PEOPLE_A_REQUEST);
      await owner.command("channel:add-members", { conversationId, userIds: some }, workspaceId);
    }
    conversations.push(conversationId);
  }
  const rooms = await open(seating, async (room, seat) => {
    const seated = peopleOf(members, seating, room);
    const member = seated[seat % seated.length];
    const socket = await openRawSocket({
      url: hallway.url,
      namespace: `/w/${workspaceId}`,
      cookie: member?.cookie ?? "",
      onEvent,
    });
    await socket.ask("message:list", { conversationId: conversations[room], limit: 1 });
    return socket;
  });
  return rooms.map((sockets, room) => ({
    sockets,
    send: (socket, text) =>
      socket.ask("message:send", { id: uuidv7(), conversationId: conversations[room], text }),
  }));
}

function open(
  { rooms, sockets }: Seating,
  openOne: (room: number, seat: number) => Promise<RawSocket>,
): Promise<RawSocket[][]> {
  return Promise.all(
    Array.from({ length: rooms }, async (_, room) => {
      const opened: RawSocket[] = [];
      for (let seat = 0; seat < sockets; seat++) opened.push(await openOne(room, seat));
      return opened;
    }),
  );
}

/** Everyone sits in one room of a seating. */
function peopleOf(members: readonly Visitor[], { sockets }: Seating, room: number): Visitor[] {
  return members.slice(room * sockets, (room + 1) * sockets);
}

async function gather(url: string): Promise<People> {
  const owner = await signUp(url, "owner");
  const { workspace } = await owner.command<{ workspace: { id: string } }>("workspace:create", {
    name: "Bench",
    slug: "bench",
  });
  await owner.command("workspace:update", { policy: { join: "open" } }, workspace.id);
  const members: Visitor[] = [];
  for (let index = 0; index < PEOPLE; index += 4) {
    const names = [0, 1, 2, 3].map((offset) => `member-${index + offset}`);
    const arrived = await Promise.all(names.map((name) => signUp(url, name)));
    for (const member of arrived) {
      await member.command("workspace:join", { workspaceId: workspace.id });
      members.push(member);
    }
  }
  return { owner, workspaceId: workspace.id, members };
}
