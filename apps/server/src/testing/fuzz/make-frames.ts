import { toFrame } from "../raw-socket.ts";
import type { Dice } from "./dice.ts";
import { hostileValue, mutateJson } from "./hostile-values.ts";
import { mutateBytes } from "./mutate-bytes.ts";
import { commandNames, inputMakers, type KnownIds } from "./schema-values.ts";

const TEXT = 1;
const BINARY = 2;

/** Makes engine.io packets that carry socket.io packets of one namespace. */
export interface PacketMaker {
  /** An event that the transport takes, whatever the product says to its content. */
  event(): string;
  /** What most likely closes the connection. */
  odd(): string;
}

/** A packet as one decent text frame. */
export function decentFrame(packet: string): Buffer {
  return toFrame({ final: true, opcode: TEXT, payload: Buffer.from(packet) });
}

/** A packet whose bytes, or whose frame's bytes, are no longer what they were; or noise. */
export function brokenFrame(dice: Dice, packet: string): Buffer {
  const payload = Buffer.from(packet);
  const mutated = mutateBytes(dice, payload);
  const kind = dice.below(10);
  if (kind < 5) return toFrame({ final: true, opcode: TEXT, payload: mutated });
  if (kind < 6) return toFrame({ final: true, opcode: BINARY, payload: mutated });
  if (kind < 7) return toFrame({ final: dice.chance(0.5), opcode: dice.below(16), payload });
  if (kind < 9) return mutateBytes(dice, decentFrame(packet));
  return Buffer.from(Array.from({ length: dice.below(60) }, () => dice.below(256)));
}

export function packetMaker(dice: Dice, nsp: string, ids: KnownIds): PacketMaker {
  const content = contentMaker(dice, ids);
  const ack = () => dice.pick(["", `${dice.below(1_000)}`, `${dice.below(9)}`, `${2 ** 53}`]);
  const place = () =>
    dice.pick([nsp, nsp, `${nsp}/admin`, "", "/", "/w/", `${nsp}?x=1`, "/__proto__"]);
  return {
    event: () => `42${nsp},${ack()}${content()}`,
    odd() {
      const kind = dice.below(10);
      if (kind < 3) return `45${dice.below(4)}-${nsp},${ack()}${content()}`;
      if (kind < 5) return `40${place()},${JSON.stringify(hostileValue(dice))}`;
      if (kind < 6) return `41${place()},`;
      if (kind < 8)
        return `4${dice.below(10)}${place()},${dice.pick(["-1", "1e9", "7"])}${content()}`;
      return `${dice.below(10)}${JSON.stringify(hostileValue(dice))}`;
    },
  };
}

/** The content of an event: a command with an input that mostly fits or has been tampered with, or no command at all. */
function contentMaker(dice: Dice, ids: KnownIds): () => string {
  return () => {
    const name = dice.pick(commandNames);
    const input = inputMakers.get(name)?.(dice, ids);
    const kind = dice.below(30);
    if (kind < 4) return JSON.stringify([name, input]);
    if (kind < 9) return JSON.stringify([name, mutateJson(dice, input)]);
    if (kind < 10)
      return JSON.stringify([name, input, mutateJson(dice, input), hostileValue(dice)]);
    if (kind < 20) return JSON.stringify([dice.pick(REPORTS), report(dice, ids)]);
    if (kind < 25) return JSON.stringify([dice.pick(NAMES), mutateJson(dice, input)]);
    return JSON.stringify([hostileValue(dice), mutateJson(dice, input)]);
  };
}

const REPORTS = ["typing", "presence", "presence:watch"];
/** What is no command, and what machinery might take for its own. */
const NAMES = ["__proto__", "constructor", "toString", "nothing", "message:", "changes", "clock"];

function report(dice: Dice, ids: KnownIds): unknown {
  const [conversationId, userIds] = [dice.pick(ids), [dice.pick(ids), dice.pick(ids)]];
  const decent = { conversationId, userIds, status: dice.pick(["active", "away"]) };
  if (dice.chance(0.3)) return { conversationId };
  return dice.chance(0.2) ? { userIds } : mutateJson(dice, decent);
}
