import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { say } from "../say.mjs";

const PERSON = { name: "Ann", email: "ann@example.com", password: "correct horse battery" };

/**
 * One data folder under the release before, this one, the one before again and this one again: each finds all that the
 * others have stored, and stores more.
 */
export async function thereAndBack({ previous, now, node }) {
  const dataDir = mkdtempSync(join(tmpdir(), "hallway-way-back-"));
  try {
    const texts = [];
    const person = { cookie: "" };
    for (const [name, tree] of [
      ["previous", previous],
      ["now", now],
      ["previous", previous],
      ["now", now],
    ]) {
      const server = await start({ node, tree, dataDir });
      await spendADay({ server, person, texts });
      await server.stop();
      say(`${name}: ${texts.length} of ${texts.length} messages`);
    }
    return true;
  } catch (error) {
    say(error.stack);
    return false;
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}

/** Reads what was said on the days before, and says something. */
async function spendADay({ server, person, texts }) {
  const ask = (path, body) => server.post(person, path, body);
  if (texts.length === 0) {
    await ask("auth/sign-up/email", PERSON);
    const { data } = await ask("v1/workspace:create", { name: "Acme", slug: "acme" });
    person.workspace = `v1/workspaces/${data.workspace.id}`;
  }
  const { data } = await ask(`${person.workspace}/workspace:bootstrap`, {});
  const conversationId = data.conversations.find(({ general }) => general).id;
  const page = await ask(`${person.workspace}/message:list`, { conversationId });
  const said = page.data.messages.filter(({ kind }) => kind === "text");
  assert.deepEqual(
    said.map(({ text }) => text),
    texts,
  );
  const text = `On day ${texts.length + 1}.`;
  await ask(`${person.workspace}/message:send`, { id: newMessageId(), conversationId, text });
  texts.push(text);
}

async function start({ node, tree, dataDir }) {
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const child = spawn(node, [join(tree, "apps/server/src/main.ts")], {
    cwd: tree,
    env: { PATH: process.env.PATH, HOME: process.env.HOME, DATA_DIR: dataDir, PORT: String(port) },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const killed = () => child.kill("SIGKILL");
  process.on("exit", killed);
  const ended = new Promise((resolve) => child.once("exit", resolve));
  let said = "";
  await new Promise((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream.on("data", (chunk) => {
        said += chunk;
        if (said.includes("Hallway is ready")) resolve();
      });
    }
    void ended.then((code) => reject(new Error(`The server ended with ${code}: ${said}`)));
  });
  return {
    post: (person, path, body) => post({ url, person }, path, body),
    async stop() {
      child.kill("SIGTERM");
      assert.equal(await ended, 0, said);
      process.off("exit", killed);
    },
  };
}

async function post({ url, person }, path, body) {
  const response = await fetch(`${url}/api/${path}`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      origin: url,
      ...(person.cookie && { cookie: person.cookie }),
    },
    body: JSON.stringify(body),
  });
  const text = await response.text();
  assert.ok(response.ok, `${path}: ${response.status} ${text}`);
  const session = response.headers.getSetCookie().find((line) => line.includes("session_token="));
  if (session) [person.cookie] = session.split(";");
  return JSON.parse(text);
}

/** A UUIDv7: the time, and chance. */
function newMessageId() {
  const time = Date.now().toString(16).padStart(12, "0");
  return `${time.slice(0, 8)}-${time.slice(8)}-7${randomUUID().slice(15)}`;
}

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "localhost", () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}
