import { sessionList, sessionRevoke } from "@hallway/protocol";
import { bind } from "../realtime/bind-command.ts";
import { listSessions } from "./list-sessions.ts";
import { revokeSession } from "./revoke-session.ts";

export const sessionCommands = [
  bind(sessionList, listSessions),
  bind(sessionRevoke, revokeSession),
];
