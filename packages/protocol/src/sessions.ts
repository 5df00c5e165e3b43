import { z } from "zod";
import { defineCommand } from "./command.ts";
import { SessionId } from "./ids.ts";
import { Timestamp } from "./paging.ts";

/** A place where I am signed in. */
export const SessionView = z.strictObject({
  id: SessionId,
  current: z.boolean(),
  ip: z.string().nullable(),
  userAgent: z.string().nullable(),
  createdAt: Timestamp,
  lastUsedAt: Timestamp,
  expiresAt: Timestamp,
});
export type SessionView = z.infer<typeof SessionView>;

export const sessionList = defineCommand({
  name: "session:list",
  scope: "workspace",
  who: "guest",
  summary: "Where I am signed in.",
  input: z.strictObject({}),
  output: z.strictObject({ sessions: z.array(SessionView) }),
  failsWith: [],
  limit: "read",
});

export const sessionRevoke = defineCommand({
  name: "session:revoke",
  scope: "workspace",
  who: "guest",
  summary: "Signs one of my sessions out; its sockets are closed.",
  input: z.strictObject({ sessionId: SessionId }),
  output: z.strictObject({}),
  failsWith: ["not_found"],
  limit: "write",
});
