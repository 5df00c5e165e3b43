import type { Answer, Refusal } from "@hallway/protocol";
import type { MemberCaller } from "../caller.ts";
import type { Context } from "../context.ts";
import { type Failure, fail, notFound } from "../failure.ts";
import { type Binding, runCommand, toAnswer } from "./bind-command.ts";
import { standInRooms } from "./enter-rooms.ts";
import type { HallwaySocket } from "./hallway-socket.ts";
import type { Membership } from "./membership.ts";
import { endSocket, seatOf } from "./standing-review.ts";

/** What answers the commands of a workspace's sockets. */
export interface Commanded {
  context: Context;
  /** By name. */
  bindings: ReadonlyMap<string, Binding>;
  membership: Membership;
}

/** Answers a socket's commands once it stands in its rooms. Whoever turns out to be lost is told why, and closed. */
export function answerCommands(commanded: Commanded, socket: HallwaySocket): void {
  socket.use(([name, input, answer], next) => {
    const binding = commanded.bindings.get(name);
    if (!binding || !socket.connected) return next();
    const ack = [input, answer].find((argument) => typeof argument === "function");
    void run(commanded, socket, { binding, input: typeof input === "function" ? {} : input }).then(
      ({ result, loss }) => {
        if (ack) ack(result);
        if (loss) endSocket(socket, loss);
      },
    );
  });
}

/** What a command came to, and why the socket may no longer be here if it may not. */
interface Outcome {
  result: Answer<unknown>;
  loss: Refusal | null;
}

async function run(
  commanded: Commanded,
  socket: HallwaySocket,
  { binding, input }: { binding: Binding; input: unknown },
): Promise<Outcome> {
  const { context } = commanded;
  await socket.data.entered;
  const findCaller = () => findMember(commanded, socket, binding);
  const result = await runCommand(context, binding, { input, findCaller });
  if (result.ok || result.error.code !== "unauthenticated") return { result, loss: null };
  try {
    const loss = await findLoss(commanded, socket);
    return { result: { ok: false, error: toFailure(loss).view }, loss };
  } catch (error) {
    return { result: toAnswer(context, binding.contract.name, error), loss: null };
  }
}

/** Who asks, as the database has it now. Whoever wants to catch up stands in their rooms before it is read. */
async function findMember(
  { membership, context }: Commanded,
  socket: HallwaySocket,
  { checksCaller, needsPlaces }: Binding,
): Promise<MemberCaller | null> {
  if (checksCaller) return identityOf(socket);
  if (needsPlaces) return standInRooms({ membership, gate: context.gate }, socket);
  const { account, workspaceId } = socket.data;
  return membership.current({ account, workspaceId, withPlaces: false });
}

/** Who a socket is, with the least of roles: for use cases that look up the rest themselves. */
function identityOf({ data }: HallwaySocket): MemberCaller {
  const { account, workspaceId, memberId } = data;
  return { ...account, workspaceId, memberId, role: "guest" };
}

/** Ends a socket that has lost its right to be where it is. */
export async function endIfLost(commanded: Commanded, socket: HallwaySocket): Promise<void> {
  try {
    const loss = await findLoss(commanded, socket);
    if (loss) endSocket(socket, loss);
  } catch (error) {
    commanded.context.logger.warn({ err: error }, "could not find out why a socket was lost");
  }
}

/** Why a socket may no longer be where it is; null when it may. */
async function findLoss({ membership }: Commanded, socket: HallwaySocket): Promise<Refusal | null> {
  const [lapse] = await membership.review([seatOf(socket)]);
  return lapse?.refusal ?? null;
}

/** As over HTTP: a deactivated member is forbidden what they know of, a stranger finds no such workspace. */
function toFailure(refusal: Refusal | null): Failure {
  if (refusal?.code === "deactivated") return fail("forbidden", refusal.message);
  if (refusal?.code === "not_a_member") return notFound("workspace");
  return fail("unauthenticated", "Your session has ended. Sign in again.");
}
