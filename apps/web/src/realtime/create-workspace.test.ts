import { afterEach, expect, test, vi } from "vitest";
import { createWorkspace } from "./create-workspace.ts";

type Reply = { status: number; body: unknown };

const refusal = (status: number, error: object): Reply => ({ status, body: { ok: false, error } });
const taken = refusal(409, { code: "conflict", message: "Taken.", field: "slug" });
const reserved = refusal(400, { code: "invalid", message: "Reserved.", field: "slug" });

/** A server with these replies, the last one for ever; the addresses it was asked for. */
function replying(...replies: Reply[]): string[] {
  const slugs: string[] = [];
  vi.stubGlobal("fetch", async (_url: string, init: RequestInit) => {
    const asked: { slug: string } = JSON.parse(String(init.body));
    slugs.push(asked.slug);
    const reply = replies.length > 1 ? replies.shift() : replies[0];
    return new Response(JSON.stringify(reply?.body), { status: reply?.status ?? 500 });
  });
  return slugs;
}

afterEach(() => vi.unstubAllGlobals());

test("takes the next address while one is taken or reserved", async () => {
  const slugs = replying(taken, reserved, {
    status: 200,
    body: { ok: true, data: { workspace: { slug: "acme-3" } } },
  });
  expect(await createWorkspace("Acme")).toEqual({ slug: "acme-3" });
  expect(slugs).toEqual(["acme", "acme-2", "acme-3"]);
});

test("gives up in words about the name when every address is taken", async () => {
  const slugs = replying(taken);
  await expect(createWorkspace("Acme")).rejects.toMatchObject({
    code: "conflict",
    field: "workspaceName",
    message: "Taken.",
  });
  expect(new Set(slugs).size).toBeGreaterThanOrEqual(4);
});

test.each([
  [{ code: "invalid", message: "Too long.", field: "name" }, 400, "workspaceName"],
  [{ code: "forbidden", message: "Only the first account may." }, 403, undefined],
])("other refusals end it at once: %j", async (error, status, field) => {
  const slugs = replying(refusal(status, error));
  await expect(createWorkspace("Acme")).rejects.toMatchObject({ message: error.message, field });
  expect(slugs).toEqual(["acme"]);
});
