import { limits } from "@hallway/protocol/limits";

/** How a text stands to the longest a message may be: `left` is negative when it is too long. */
export type LengthState = { left: number; near: boolean };

/** From this close on the number is shown. */
const NEAR = 500;

/** Counts what would be stored, as people count: an emoji is one. */
export function lengthState(stored: string): LengthState {
  if (stored.length < limits.messageText - NEAR) {
    return { left: limits.messageText - stored.length, near: false };
  }
  let count = 0;
  for (const _ of stored) count++;
  const left = limits.messageText - count;
  return { left, near: left <= NEAR };
}
