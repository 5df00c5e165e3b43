import { commands, errorStatus } from "@hallway/protocol";
import { expect, test } from "vitest";
import { z } from "zod";
import { toOpenApi } from "./openapi.ts";

const Document = z.object({
  paths: z.record(
    z.string(),
    z.object({
      post: z.object({ operationId: z.string(), responses: z.record(z.string(), z.unknown()) }),
    }),
  ),
});

const { paths } = Document.parse(toOpenApi(Object.values(commands)));
const statusesOf = new Map(
  Object.values(paths).map(({ post }) => [
    post.operationId,
    Object.keys(post.responses).map(Number),
  ]),
);

test.each(Object.values(commands))("every answer $name can give is in the document", (contract) => {
  const { name, who, scope, failsWith } = contract;
  const general = [200, 400, 413, 429, 500, 503];
  const signedIn = who === "anyone" ? [] : [401];
  const workspace = scope === "workspace" ? [403, 404] : [];
  const own = failsWith.map((code) => errorStatus[code]);
  expect(new Set(statusesOf.get(name))).toEqual(
    new Set([...general, ...signedIn, ...workspace, ...own]),
  );
});
