import { join } from "node:path";
import { v7 as uuidv7 } from "uuid";
import { type Measurement, median } from "./measurement.ts";
import { openRawSocket, type RawSocket } from "./raw-socket.ts";
import { dataFolder, type ServerProcess, startHallway, startProcess } from "./server-process.ts";
import { signUp, type Visitor } from "./visitor.ts";

/** So many rooms, of so many sockets each, with so many messages under way in each; and what is aimed at. */
interface Layout {
  rooms: number;
  sockets: number;
  inFlight: number;
  goal: { deliveries: string; cpu: string };
}

const LAYOUTS: readonly Layout[] = [
  { rooms: 20, sockets: 10, inFlight: 4, goal: { deliveries: "≥ 1.5×", cpu: "≤ 0.85×" } },
  { rooms: 2, sockets: 100, inFlight: 8, goal: { deliveries: "≥ 5×", cpu: "≤ 0.33×" } },
  { rooms: 1, sockets: 1_000, inFlight: 8, goal: { deliveries: "≥ 4.5×", cpu: "≤ 0.3×" } },
];
/** In larger rooms everyone has several tabs open. */
const PEOPLE = 200;
const ROUNDS = 3;
const WARM_UP_MS = 1_000;
const MEASURE_MS = 3_000;
const TEXT = "x".repeat(100);

/** Deliveries a second at saturation, and what each costs: durable, acknowledged and access-checked, beside a bare broadcast. */
export async function benchFanOut(): Promise<Measurement[]> {
  const data = dataFolder();
  const hallway = await startHallway(data.path);
  const bare = await startProcess(join(import.meta.dirname, "bare-server.ts"), {});
  try {
    const people = await gather(hallway.url);
    const measured: Measurement[] = [];
    for (const layout of LAYOUTS)
      measured.push(...(await compare({ hallway, bare, people }, layout)));
    return measured;
  } finally {
    await bare.stop();
    await hallway.stop();
    data.remove();
  }
}

interface Contest {
  hallway: ServerProcess;
  bare: ServerProcess;
  people: People;
}

interface People {
  owner: Visitor;
  workspaceId: string;
  members: Visitor[];
}

async function compare(contest: Contest, layout: Layout): Promise<Measurement[]> {
  const ours: Result[] = [];
  const base: Result[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    base.push(await saturate(contest.bare, await bareRooms(contest.bare.url, layout), layout));
    ours.push(await saturate(contest.hallway, await hallwayRooms(contest, layout), layout));
  }
  const name = `rooms of ${layout.sockets} (${layout.inFlight} in flight)`;
  const row = (what: string, unit: string, pick: (result: Result) => number): Measurement => ({
    what: `${what}, ${name}`,
    value: median(ours.map(pick)),
    unit,
    baseline: { what: "bare socket.io", value: median(base.map(pick)) },
    goal: unit === "/s" ? layout.goal.deliveries : layout.goal.cpu,
  });
  return [
    row("deliveries", "/s", (result) => result.perSecond),
    row("CPU per million deliveries", "s", (result) => result.cpuPerMillion),
  ];
}

/** A room's open sockets, and how one of them sends a message to all. */
interface OpenRoom {
  sockets: RawSocket[];
  send(socket: RawSocket): Promise<unknown>;
}

interface OpenRooms {
  rooms: OpenRoom[];
  delivered(): number;
}

interface Result {
  perSecond: number;
  cpuPerMillion: number;
}

async function saturate(
  server: ServerProcess,
  { rooms, delivered }: OpenRooms,
  { inFlight }: Layout,
): Promise<Result> {
  let sending = true;
  const senders = rooms.flatMap((room) =>
    room.sockets.slice(0, inFlight).map(async (socket) => {
      while (sending) await room.send(socket);
    }),
  );
  await pause(WARM_UP_MS);
  const start = { at: performance.now(), delivered: delivered(), cpu: server.cpuSeconds() };
  await pause(MEASURE_MS);
  const count = delivered() - start.delivered;
  const seconds = (performance.now() - start.at) / 1_000;
  const cpu = server.cpuSeconds() - start.cpu;
  sending = false;
  await Promise.all(senders);
  for (const { sockets } of rooms) for (const socket of sockets) socket.close();
  return { perSecond: count / seconds, cpuPerMillion: (cpu / count) * 1_000_000 };
}

async function bareRooms(url: string, layout: Layout): Promise<OpenRooms> {
  let count = 0;
  const onEvent = () => void count++;
  const rooms = await open(layout, async (room) => {
    const socket = await openRawSocket({ url, namespace: "/", onEvent });
    await socket.ask("join", `room-${room}`);
    return socket;
  });
  return {
    delivered: () => count,
    rooms: rooms.map((sockets, room) => ({
      sockets,
      send: (socket) => socket.ask("send", { id: uuidv7(), room: `room-${room}`, text: TEXT }),
    })),
  };
}

async function hallwayRooms({ hallway, people }: Contest, layout: Layout): Promise<OpenRooms> {
  let count = 0;
  const onEvent = (packet: string) => {
    count += changesIn(packet);
  };
  const { owner, workspaceId, members } = people;
  const conversations: string[] = [];
  for (let room = 0; room < layout.rooms; room++) {
    const name = `bench-${uuidv7()}`;
    const created = await owner.command<{ conversation: { id: string } }>(
      "channel:create",
      { name, private: true },
      workspaceId,
    );
    const userIds = peopleOf(members, layout, room).map(({ userId }) => userId);
    await owner.command(
      "channel:add-members",
      { conversationId: created.conversation.id, userIds },
      workspaceId,
    );
    conversations.push(created.conversation.id);
  }
  const rooms = await open(layout, async (room, seat) => {
    const seated = peopleOf(members, layout, room);
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
  return {
    delivered: () => count,
    rooms: rooms.map((sockets, room) => ({
      sockets,
      send: (socket) =>
        socket.ask("message:send", {
          id: uuidv7(),
          conversationId: conversations[room],
          text: TEXT,
        }),
    })),
  };
}

function open(
  { rooms, sockets }: Layout,
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

/** How many messages a `changes` event brings: by its clocks, which stand at its start. */
function changesIn(packet: string): number {
  const [, from, to] = CLOCKS.exec(packet.slice(0, CLOCKS_WITHIN)) ?? [];
  return Number(to ?? 0) - Number(from ?? 0);
}

const CLOCKS = /"changes",\{"room":"[^"]*","from":(\d+),"to":(\d+)/;
const CLOCKS_WITHIN = 250;

/** Everyone sits in one room of a layout. */
function peopleOf(members: readonly Visitor[], { sockets }: Layout, room: number): Visitor[] {
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

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
