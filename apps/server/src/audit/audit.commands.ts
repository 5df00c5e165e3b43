import { auditList } from "@hallway/protocol";
import { bind } from "../realtime/bind-command.ts";
import { listAudit } from "./list-audit.ts";

export const auditCommands = [bind(auditList, listAudit)];
