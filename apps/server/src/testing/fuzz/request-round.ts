import { connect } from "node:net";
import type { Dice } from "./dice.ts";
import type { Round } from "./frame-round.ts";
import { type FuzzedRequest, requestMaker } from "./make-requests.ts";
import { mutateBytes } from "./mutate-bytes.ts";
import type { Playground } from "./playground.ts";

const REQUESTS_A_ROUND = 60;
/** So many go before the first of them is answered. */
const AT_ONCE = 8;
const PATIENCE_MS = 3_000;
/** How long the answer to broken bytes may take: mostly there is none. */
const LAST_MS = 50;

/** Decent and odd requests, a few at once, on as few connections as the server allows; in the end broken bytes. */
export async function requestRound(playground: Playground, dice: Dice): Promise<Round> {
  const { server, workspaceId, ids } = playground;
  const { cookie } = dice.pick(playground.hostiles);
  const next = requestMaker(dice, { origin: server.url, cookie, workspaceId, ids });
  const count = 1 + dice.below(REQUESTS_A_ROUND);
  const requests = Array.from({ length: count }, () => toBytes(server.url, next()));
  const last = toBytes(server.url, next());
  requests.push(dice.chance(0.8) ? mutateBytes(dice, last) : last);
  const findings: string[] = [];
  for (let done = 0; done < requests.length; ) {
    const { answer, taken } = await exchange(server.url, requests.slice(done));
    const bytes = requests.slice(done, done + taken).map((one) => one.toString("base64"));
    findings.push(...failuresIn(answer).map((found) => `${found}\n${bytes.join("\n")}`));
    done += taken;
  }
  return { sent: requests.length, findings };
}

function toBytes(url: string, { method, path, headers, body }: FuzzedRequest): Buffer {
  const content = Buffer.from(method === "GET" || method === "HEAD" ? "" : body);
  const lines = Object.entries({ host: new URL(url).host, ...headers })
    .filter(([, value]) => value !== "")
    .map(([name, value]) => `${name}: ${value}`);
  const length = content.length > 0 ? [`content-length: ${content.length}`] : [];
  const head = [`${method} ${path} HTTP/1.1`, ...lines, ...length, "", ""].join("\r\n");
  return Buffer.concat([Buffer.from(head), content]);
}

/**
 * Sends some, then the next when they are answered, until the server closes or there is nothing more to say: all that it
 * said, and how many it took. What it did not get to before it closed is to be sent again.
 */
function exchange(
  url: string,
  requests: readonly Buffer[],
): Promise<{ answer: string; taken: number }> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve) => {
    const chunks: string[] = [];
    let answered = 0;
    let sent = 0;
    const socket = connect({ host: hostname, port: Number(port) });
    const end = () => socket.destroy();
    const sendNext = () => {
      const beforeLast = Math.min(sent + AT_ONCE, requests.length - 1);
      const next = requests.slice(sent, Math.max(sent + 1, beforeLast));
      if (next.length === 0) return;
      sent += next.length;
      socket.write(Buffer.concat(next));
      socket.setTimeout(sent < requests.length ? PATIENCE_MS : LAST_MS);
    };
    socket.on("connect", sendNext);
    socket.on("data", (chunk) => {
      const text = chunk.toString("latin1");
      chunks.push(text);
      answered += statusesIn(text).length;
      if (answered >= sent) sendNext();
    });
    socket.on("timeout", end);
    socket.on("end", end);
    socket.on("error", end);
    socket.on("close", () => {
      const taken = sent === requests.length ? sent : Math.max(1, answered);
      resolve({ answer: chunks.join(""), taken });
    });
  });
}

/** A status of the server's own failure (that it is busy is none), or an answer that says so. */
function failuresIn(answer: string): string[] {
  const statuses = statusesIn(answer).filter((line) => / 5(?!03)\d\d/.test(line));
  return answer.includes('"code":"internal"') ? [...statuses, "code internal"] : statuses;
}

function statusesIn(answer: string): string[] {
  return answer.match(/HTTP\/1\.1 \d\d\d [A-Z]/g) ?? [];
}
