import type { Actor } from "../actors.ts";
import { expect, test } from "../fixtures.ts";
import {
  command,
  createChannel,
  type PublicHttp,
  sendMessage,
  type Workspace,
} from "../public-http.ts";
import { scripts } from "../script-corpus.ts";

/** What no text may ever become. */
const RUNNING =
  "script, iframe, frame, embed, object, base, form[action], [onload], [onerror], [onclick]";
/** So many together, for each message takes its time to be drawn. */
const A_MESSAGE = 8;

/** All of it takes half a minute, and longer where much else runs. */
const PATIENCE_MS = 600_000;

async function expectNothingRan({ page }: Actor): Promise<void> {
  const main = page.getByRole("main");
  await expect(main.locator(RUNNING)).toHaveCount(0);
  await expect(main.locator("a[href^=javascript], a[href^=data], a[href^=vbscript]")).toHaveCount(
    0,
  );
}

test("G51: hundreds of scripts in messages and edits run nowhere", async ({ alice, bob }) => {
  test.setTimeout(PATIENCE_MS);
  expect(scripts.length).toBeGreaterThanOrEqual(300);
  const { http, workspace } = alice;
  const conversationId = await createChannel(http, workspace, { name: "corpus" });
  await bob.opens(`/${workspace.slug}/c/${conversationId}`);
  await bob.page.getByRole("button", { name: "Join #corpus" }).click();
  for (let from = 0; from < scripts.length; from += A_MESSAGE) {
    const text = scripts.slice(from, from + A_MESSAGE).join("\n\n");
    const id = await sendMessage(http, workspace, { conversationId, text });
    await command(http, workspace, ["message:edit", { id, text: `${text}\n\nlot ${from}` }]);
    await expect(bob.timeline.getByText(new RegExp(`^lot ${from}\\b`))).toBeVisible();
    if (from % (5 * A_MESSAGE) === 0) await expectNothingRan(bob);
  }
  await expectNothingRan(bob);
});

test("G51: a hundred scripts in names, titles, topics and statuses run nowhere", async ({
  alice,
  bob,
}) => {
  test.setTimeout(PATIENCE_MS);
  const { http, workspace } = alice;
  const conversationId = await createChannel(http, workspace, { name: "corpus" });
  await bob.opens(`/${workspace.slug}/c/${conversationId}`);
  await bob.page.getByRole("button", { name: "Join #corpus" }).click();
  await bob.opensPanel("Members");
  const fields = fieldsOf({ http, workspace, conversationId });
  const some = scripts.filter((_, at) => at % 3 === 0);
  for (const [at, script] of some.entries()) {
    await fields[at % fields.length]?.(cut(script));
    if (at % 25 === 0) await expectNothingRan(bob);
  }
  await command(http, workspace, ["channel:update", { conversationId, topic: "All is said." }]);
  await expect(bob.page.getByText("All is said.").first()).toBeVisible();
  await expectNothingRan(bob);
  for (const page of ["members", "audit", "overview"]) {
    await alice.opens(`/${workspace.slug}/admin/${page}`);
    await alice.seesAllLoaded();
    await expectNothingRan(alice);
  }
});

/** The ways to put a text somewhere that everyone is shown; some may refuse it. */
function fieldsOf(place: { http: PublicHttp; workspace: Workspace; conversationId: string }) {
  const { http, workspace, conversationId } = place;
  const change = (name: string, input: object) => command(http, workspace, [name, input]);
  const mine = (input: object) => change("member:update-profile", input);
  const channels = (input: object) => change("channel:update", { conversationId, ...input });
  return [
    (text: string) => channels({ topic: text }),
    (text: string) => channels({ purpose: text }),
    (text: string) => mine({ displayName: `A${text}` }),
    (text: string) => mine({ title: text }),
    (text: string) => mine({ status: { emoji: "🙂", text } }),
    (text: string) => change("workspace:update", { name: `A${text}`.slice(0, 60) }),
    (text: string) => change("workspace:update", { icon: `A${text}`.slice(0, 16) }),
  ];
}

/** The shortest field takes so many characters. */
function cut(script: string): string {
  return script.slice(0, 78);
}

/** A UUIDv7: the time, and chance. */
