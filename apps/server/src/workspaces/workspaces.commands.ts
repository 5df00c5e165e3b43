import {
  serverInfo,
  workspaceBootstrap,
  workspaceCreate,
  workspaceJoin,
  workspaceMine,
  workspaceTransferOwnership,
  workspaceUpdate,
} from "@hallway/protocol";
import { bind } from "../realtime/bind-command.ts";
import { bootstrapWorkspace } from "./bootstrap-workspace.ts";
import { createWorkspace } from "./create-workspace.ts";
import { joinWorkspace } from "./join-workspace.ts";
import { listMyWorkspaces } from "./list-my-workspaces.ts";
import { readServerInfo } from "./read-server-info.ts";
import { transferOwnership } from "./transfer-ownership.ts";
import { updateWorkspace } from "./update-workspace.ts";

export const workspaceCommands = [
  bind(serverInfo, readServerInfo),
  bind(workspaceCreate, createWorkspace),
  bind(workspaceMine, listMyWorkspaces),
  bind(workspaceJoin, joinWorkspace),
  bind(workspaceBootstrap, bootstrapWorkspace),
  bind(workspaceUpdate, updateWorkspace),
  bind(workspaceTransferOwnership, transferOwnership),
];
