import {
  type CommandContract,
  channelAddMembers,
  channelCreate,
  dmOpen,
  type InputOf,
  inviteAccept,
  inviteCreate,
  type OutputOf,
  UserId,
  workspaceCreate,
} from "@hallway/protocol";
import { z } from "zod";
import { type Account, type Credentials, command, signIn, signUp } from "./client-account.ts";
import type { LoadPlan } from "./contract.ts";
import { createRandom, type Random } from "./random.ts";

/** A person with an account; the first device's session is `credentials`. */
export interface Person {
  account: Account;
  credentials: Credentials;
  /** For those who use two devices. */
  second: Credentials | null;
}

/** A workspace with people, channels and direct messages, made over HTTP before anything is broken. */
export interface World {
  workspaceId: string;
  /** Owns the workspace and is in every channel. */
  owner: Person;
  /** Everyone, the owner first. */
  people: Person[];
  channels: { id: string; private: boolean }[];
}

/** Hashing passwords is meant to be slow: more at once would not be faster. */
const SIGN_UPS_AT_ONCE = 4;
const SECOND_DEVICE_CHANCE = 0.35;
const PRIVATE_CHANCE = 0.4;
/** A channel has at least so many members, and up to so many more. */
const FEW_MEMBERS = 4;
const MORE_MEMBERS = 10;

export async function createWorld(plan: LoadPlan): Promise<World> {
  const random = createRandom(plan.seed);
  const { site, seed } = plan;
  const ownerAccount = accountOf(seed, 0);
  const owner = {
    account: ownerAccount,
    credentials: await signUp(site, ownerAccount),
    second: null,
  };
  const ask = askAs(plan, owner.credentials);
  const { workspace } = await ask(workspaceCreate, { name: "Faults", slug: `faults-${seed}` });
  const workspaceId = workspace.id;
  const askHere = askAs(plan, owner.credentials, workspaceId);
  const { url } = await askHere(inviteCreate, {});
  const token = url.slice(url.lastIndexOf("/") + 1);
  const others = await inParallel(plan.clients - 1, async (index) => {
    const hasTwo = createRandom(seed + index).chance(SECOND_DEVICE_CHANCE);
    return invitePerson(plan, { account: accountOf(seed, index + 1), token, hasTwo });
  });
  const people = [owner, ...others];
  const channels: World["channels"] = [];
  for (let index = 0; index < plan.channels; index++) {
    const isPrivate = random.chance(PRIVATE_CHANCE);
    const { conversation } = await askHere(channelCreate, {
      name: `room-${index}`,
      private: isPrivate,
    });
    const members = pickSome(random, others, FEW_MEMBERS + random.below(MORE_MEMBERS));
    const userIds = members.map(({ credentials }) => UserId.parse(credentials.user));
    if (userIds.length > 0)
      await askHere(channelAddMembers, { conversationId: conversation.id, userIds });
    channels.push({ id: conversation.id, private: isPrivate });
  }
  for (let index = 0; index < plan.clients / 2; index++) {
    const [from, ...to] = pickSome(random, people, random.chance(0.2) ? 3 : 2);
    const userIds = to.map(({ credentials }) => UserId.parse(credentials.user));
    if (from && userIds.length > 0)
      await askAs(plan, from.credentials, workspaceId)(dmOpen, { userIds });
  }
  return { workspaceId, owner, people, channels };
}

async function invitePerson(
  plan: LoadPlan,
  { account, token, hasTwo }: { account: Account; token: string; hasTwo: boolean },
): Promise<Person> {
  const { site } = plan;
  const credentials = await signUp(site, account, token);
  await askAs(plan, credentials)(inviteAccept, { token });
  return { account, credentials, second: hasTwo ? await signIn(site, 0, account) : null };
}

function accountOf(seed: number, index: number): Account {
  const name = `Person ${index}`;
  return { name, email: `p${index}.s${seed}@faults.example`, password: "nothing is certain here" };
}

/** Commands that must succeed: the site is whole while the world is made. */
function askAs({ site }: LoadPlan, { cookie }: Credentials, workspaceId?: string) {
  return async <C extends CommandContract>(
    contract: C,
    input: InputOf<C>,
  ): Promise<OutputOf<C>> => {
    const where = { node: 0, cookie, ...(workspaceId ? { workspaceId } : {}) };
    const answer = Agreed.safeParse(await command(site, where, { name: contract.name, input }));
    if (!answer.success) throw new Error(`${contract.name} was refused while the world was made`);
    return parse<C["output"]>(contract.output, answer.data.data);
  };
}

const Agreed = z.object({ ok: z.literal(true), data: z.unknown() });

function parse<S extends z.ZodType>(schema: S, data: unknown): z.output<S> {
  return schema.parse(data);
}

async function inParallel<T>(count: number, make: (index: number) => Promise<T>): Promise<T[]> {
  const made: T[] = [];
  let next = 0;
  async function work(): Promise<void> {
    for (let index = next++; index < count; index = next++) made[index] = await make(index);
  }
  await Promise.all(Array.from({ length: SIGN_UPS_AT_ONCE }, work));
  return made;
}

export function pickSome<Item>(random: Random, items: readonly Item[], count: number): Item[] {
  const left = [...items];
  const picked: Item[] = [];
  while (picked.length < count && left.length > 0) {
    picked.push(...left.splice(random.below(left.length), 1));
  }
  return picked;
}
