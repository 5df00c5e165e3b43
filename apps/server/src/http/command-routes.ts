import { type Answer, asId, errorStatus, type WorkspaceId } from "@hallway/protocol";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { MemberCaller, Visitor } from "../caller.ts";
import type { Context } from "../context.ts";
import { fail, notFound } from "../failure.ts";
import { type Binding, runCommand, toAnswer } from "../realtime/bind-command.ts";
import type { Membership } from "../realtime/membership.ts";
import { headersOf } from "./request-headers.ts";
import { tellWhenToRetry } from "./retry-after.ts";

export interface CommandRoutes {
  context: Context;
  bindings: readonly Binding[];
  membership: Membership;
  visitorOf(request: FastifyRequest["raw"]): Visitor;
}

/** The same commands as on the socket, as `POST /api/v1/<command>` and `POST /api/v1/workspaces/<id>/<command>`. */
export function registerCommandRoutes(app: FastifyInstance, routes: CommandRoutes): void {
  const byName = new Map(routes.bindings.map((binding) => [binding.contract.name, binding]));

  app.post<{ Params: { command: string } }>("/api/v1/:command", async (request, reply) => {
    const binding = byName.get(request.params.command);
    if (binding?.contract.scope !== "server") return send(reply, noSuchCommand(routes.context));
    const visitor = routes.visitorOf(request.raw);
    const answer = await runCommand(routes.context, binding, {
      input: request.body,
      findCaller: async () =>
        (await routes.membership.findAccount(headersOf(request), visitor)) ??
        (binding.contract.who === "anyone" ? visitor : null),
    });
    return send(reply, answer);
  });

  app.post<{ Params: { workspaceId: string; command: string } }>(
    "/api/v1/workspaces/:workspaceId/:command",
    async (request, reply) => {
      const binding = byName.get(request.params.command);
      if (binding?.contract.scope !== "workspace") {
        return send(reply, noSuchCommand(routes.context));
      }
      const answer = await runCommand(routes.context, binding, {
        input: request.body,
        findCaller: () => findMember(routes, request, binding),
      });
      return send(reply, answer);
    },
  );
}

/** The request's account as an active member of the workspace; throws for strangers and the deactivated. */
export async function findMember(
  { membership, visitorOf }: Pick<CommandRoutes, "membership" | "visitorOf">,
  request: FastifyRequest<{ Params: { workspaceId: string } }>,
  { needsPlaces = false }: Pick<Binding, "needsPlaces"> = {},
): Promise<MemberCaller | null> {
  const [headers, visitor] = [headersOf(request), visitorOf(request.raw)];
  const { workspaceId } = request.params;
  if (!UUID.test(workspaceId)) {
    if (await membership.findAccount(headers, visitor)) throw notFound("workspace");
    return null;
  }
  const id = asId<WorkspaceId>(workspaceId.toLowerCase());
  const arrival = await membership.arrive({
    headers,
    visitor,
    workspaceId: id,
    withPlaces: needsPlaces,
  });
  if (!arrival) return null;
  const { member } = arrival;
  if (!("code" in member)) return member;
  throw member.code === "deactivated" ? fail("forbidden", member.message) : notFound("workspace");
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

function noSuchCommand(context: Context): Answer<never> {
  return toAnswer(context, "unknown", fail("not_found", "There is no such command."));
}

function send(reply: FastifyReply, answer: Answer<unknown>): FastifyReply {
  if (answer.ok) return reply.send(answer);
  tellWhenToRetry(reply, answer.error);
  return reply.code(errorStatus[answer.error.code]).send(answer);
}
