import type {
  Change,
  Commands,
  ConversationView,
  MemberView,
  OutputOf,
  PresenceStatus,
  WorkspaceCommandName,
} from "@hallway/protocol";
import { applyThings } from "../state/apply-changes.ts";
import type { RunCommand } from "../state/open-workspace.ts";
import type { WorkspaceStore } from "../state/store.ts";
import { dataOf } from "./answer.ts";
import type { Ask } from "./line.ts";

/** Runs a workspace's commands; what they answer goes the way of every change. */
export function createCommands({ ask, store }: { ask: Ask; store: WorkspaceStore }): RunCommand {
  return async (name, input) => {
    const data = dataOf(await ask(name, input));
    store.setState((state) => applyThings(state, thingsIn(name, data)), true);
    const here = presencesIn(name, data);
    if (here.length > 0) {
      store.setState(({ presence }) => ({ presence: new Map([...presence, ...here]) }));
    }
    return data;
  };
}

type PresencesIn = {
  [Name in WorkspaceCommandName]?: (
    data: OutputOf<Commands[Name]>,
  ) => readonly [userId: string, status: PresenceStatus][];
};

/** What a command's answer tells of who is here. */
const presences: PresencesIn = {
  "conversation:members": (data) => data.members.map(({ userId, presence }) => [userId, presence]),
};

function presencesIn<Name extends WorkspaceCommandName>(
  name: Name,
  data: OutputOf<Commands[Name]>,
): readonly [userId: string, status: PresenceStatus][] {
  const read: PresencesIn[Name] = presences[name];
  return read?.(data) ?? [];
}

/** What a command's answer tells of durable things. */
type ThingsIn = {
  [Name in WorkspaceCommandName]?: (data: OutputOf<Commands[Name]>) => Change[];
};

const conversation = (data: { conversation: ConversationView }): Change[] => [
  { kind: "conversation", data: data.conversation },
];
const member = (data: { member: MemberView }): Change[] => [{ kind: "member", data: data.member }];
const members = (data: { members: readonly MemberView[] }): Change[] =>
  data.members.map((person) => ({ kind: "member", data: person }));

const things: ThingsIn = {
  "message:send": ({ message }) => [{ kind: "message", data: message }],
  "message:edit": ({ message }) => [{ kind: "message", data: message }],
  "message:delete": ({ message }) => [{ kind: "message", data: message }],
  "read:mark": ({ participation }) => [{ kind: "participation", data: participation }],
  "participation:update": ({ participation }) => [{ kind: "participation", data: participation }],
  "workspace:update": ({ workspace }) => [{ kind: "workspace", data: workspace }],
  "channel:create": conversation,
  "channel:join": conversation,
  "channel:archive": conversation,
  "channel:unarchive": conversation,
  "channel:update": conversation,
  "channel:add-members": conversation,
  "channel:remove-member": conversation,
  "admin:archive-channel": conversation,
  "admin:rename-channel": conversation,
  "dm:open": conversation,
  "conversation:get": ({ conversations }) =>
    conversations.map((data) => ({ kind: "conversation", data })),
  "member:get": members,
  "member:list": members,
  "member:update-profile": member,
  "member:set-role": member,
  "member:deactivate": member,
  "member:reactivate": member,
  "workspace:transfer-ownership": member,
  "conversation:members": (data) =>
    data.members.map(({ presence: _, ...person }) => ({ kind: "member", data: person })),
};

function thingsIn<Name extends WorkspaceCommandName>(
  name: Name,
  data: OutputOf<Commands[Name]>,
): Change[] {
  const read: ThingsIn[Name] = things[name];
  return read?.(data) ?? [];
}
