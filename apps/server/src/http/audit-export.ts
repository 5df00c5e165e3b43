import { Readable } from "node:stream";
import { AuditFilter, auditList, isAtLeast } from "@hallway/protocol";
import type { FastifyInstance } from "fastify";
import { exportAudit } from "../audit/export-audit.ts";
import { fail } from "../failure.ts";
import { parseInput } from "../realtime/bind-command.ts";
import { type CommandRoutes, findMember } from "./command-routes.ts";

/** The audit log as a file, for those who may list it: `GET /api/v1/workspaces/<id>/audit.csv` with its filter as query. */
export function registerAuditExport(
  app: FastifyInstance,
  routes: Omit<CommandRoutes, "bindings">,
): void {
  app.get<{ Params: { workspaceId: string } }>(
    "/api/v1/workspaces/:workspaceId/audit.csv",
    async (request, reply) => {
      const caller = await findMember(routes, request);
      if (!caller) throw fail("unauthenticated", "Sign in to continue.");
      if (!isAtLeast(caller.role, "admin")) throw fail("forbidden", "Only admins can do this.");
      await routes.context.limits.consume(auditList.limit, caller.userId);
      const filter = AuditFilter.parse(
        parseInput({ ...auditList, input: AuditFilter }, request.query),
      );
      const lines = await exportAudit(routes.context, caller, filter);
      const day = new Date().toISOString().slice(0, 10);
      return reply
        .header("content-type", "text/csv; charset=utf-8")
        .header("content-disposition", `attachment; filename="audit-${day}.csv"`)
        .header("cache-control", "no-store")
        .send(Readable.from(lines));
    },
  );
}
