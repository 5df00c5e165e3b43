import { expect } from "vitest";
import type { Held } from "./reference-view.ts";
import type { Truth } from "./truth.ts";

/**
 * What a client holds is what a fresh one is shown. A guest is shown those they meet, and may know more of those they
 * met.
 */
export function expectSame(name: string, held: Held, truth: Truth): void {
  const isGuest = truth.me?.role === "guest";
  const known = isGuest
    ? new Map([...truth.members].filter(([userId]) => held.members.has(userId)))
    : truth.members;
  const { participants, members, ...rest } = held;
  const { present, members: _, ...fresh } = truth;
  expect({ name, ...rest }).toEqual({ name, ...fresh });
  const comparable = isGuest
    ? new Map([...members].filter(([userId]) => known.has(userId)))
    : members;
  expect({ name, members: comparable }).toEqual({ name, members: known });
  for (const { conversationId, userId, leftAt } of participants) {
    const isPresent = present.get(conversationId)?.has(userId) ?? false;
    expect({ name, conversationId, userId, isPresent }).toEqual({
      name,
      conversationId,
      userId,
      isPresent: leftAt === null,
    });
  }
}
