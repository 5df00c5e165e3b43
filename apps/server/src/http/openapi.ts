import { type CommandContract, type ErrorCode, ErrorView, errorStatus } from "@hallway/protocol";
import type { FastifyInstance } from "fastify";
import { z } from "zod";
import type { Binding } from "../realtime/bind-command.ts";
import { version } from "../version.ts";

/** Serves the API document, made from the contracts, as JSON and as a page to read. */
export function registerOpenApi(app: FastifyInstance, bindings: readonly Binding[]): void {
  const contracts = bindings.map(({ contract }) => contract);
  const document = JSON.stringify(toOpenApi(contracts));
  const page = toPage(contracts);
  app.get("/api/v1/openapi.json", async (_request, reply) =>
    reply.type("application/json").send(document),
  );
  app.get("/api/docs", async (_request, reply) => reply.type("text/html").send(page));
}

/** The OpenAPI 3.1 document of these commands. */
export function toOpenApi(contracts: readonly CommandContract[]): object {
  return {
    openapi: "3.1.0",
    info: {
      title: "Hallway",
      version,
      description:
        "Every command is also a socket.io event of the same name in the namespace /w/<workspaceId>.",
    },
    components: {
      securitySchemes: {
        session: { type: "apiKey", in: "cookie", name: "hallway.session_token" },
        bearer: { type: "http", scheme: "bearer" },
      },
    },
    paths: Object.fromEntries(
      contracts.map((contract) => [pathOf(contract), { post: toOperation(contract) }]),
    ),
  };
}

function pathOf({ name, scope }: CommandContract): string {
  return scope === "workspace" ? `/api/v1/workspaces/{workspaceId}/${name}` : `/api/v1/${name}`;
}

function toOperation(contract: CommandContract): object {
  const { name, scope, summary, who } = contract;
  return {
    operationId: name,
    tags: [name.split(":")[0]],
    summary,
    security: who === "anyone" ? [] : [{ session: [] }, { bearer: [] }],
    ...(scope === "workspace"
      ? {
          parameters: [
            {
              name: "workspaceId",
              in: "path",
              required: true,
              schema: { type: "string", format: "uuid" },
            },
          ],
        }
      : {}),
    requestBody: {
      required: true,
      content: { "application/json": { schema: z.toJSONSchema(contract.input, INPUT) } },
    },
    responses: toResponses(contract),
  };
}

const INPUT = { io: "input", unrepresentable: "any" } as const;
const OUTPUT = { io: "output", unrepresentable: "any" } as const;

/** What any command can answer, whoever asks. */
const GENERAL = ["invalid", "too_large", "rate_limited", "internal", "unavailable"] as const;

function toResponses({ output, failsWith, who, scope }: CommandContract): object {
  const codes = new Set<ErrorCode>([...failsWith, ...GENERAL]);
  if (who !== "anyone") codes.add("unauthenticated");
  // A workspace that one is not in is not there; one may be deactivated in it, or have too little a role.
  if (scope === "workspace")
    for (const code of ["forbidden", "not_found"] as const) codes.add(code);
  const success = z.strictObject({ ok: z.literal(true), data: output });
  const failure = z.strictObject({ ok: z.literal(false), error: ErrorView });
  return {
    200: json("Done.", z.toJSONSchema(success, OUTPUT)),
    ...Object.fromEntries(
      [...codes].map((code) => [
        errorStatus[code],
        json(`\`${code}\``, z.toJSONSchema(failure, OUTPUT)),
      ]),
    ),
  };
}

function json(description: string, schema: object): object {
  return { description, content: { "application/json": { schema } } };
}

function toPage(contracts: readonly CommandContract[]): string {
  const sections = contracts.map((contract) => {
    const input = JSON.stringify(z.toJSONSchema(contract.input, INPUT), null, 2);
    const output = JSON.stringify(z.toJSONSchema(contract.output, OUTPUT), null, 2);
    return `<section id="${contract.name}"><h2>${contract.name}</h2><p>${toHtml(contract.summary)}</p>
<p>Who: ${contract.who}. Beside the general refusals it can answer: ${contract.failsWith.join(", ") || "none"}.</p>
<p><code>POST ${toHtml(pathOf(contract))}</code></p>
<details><summary>Input</summary><pre>${toHtml(input)}</pre></details>
<details><summary>Data</summary><pre>${toHtml(output)}</pre></details></section>`;
  });
  const index = contracts.map(({ name }) => `<li><a href="#${name}">${name}</a></li>`).join("");
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Hallway API</title>
<meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"></head><body>
<h1>Hallway API ${toHtml(version)}</h1><p>Every command is a socket.io event with an acknowledgement and the same
<code>POST</code>. Answers are <code>{ ok: true, data }</code> or <code>{ ok: false, error }</code>.
The machine-readable form is <a href="/api/v1/openapi.json">openapi.json</a>.</p><ul>${index}</ul>${sections.join("")}</body></html>`;
}

function toHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
