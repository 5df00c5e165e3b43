import { connect } from "node:net";
import type { Dice } from "./dice.ts";
import type { Round } from "./frame-round.ts";
import { type FuzzedRequest, requestMaker } from "./make-requests.ts";
import { mutateBytes } from "./mutate-bytes.ts";
import type { Playground } from "./playground.ts";

const REQUESTS_A_ROUND = 12;
const PATIENCE_MS = 3_000;
/** How long the answer to broken bytes may take: mostly there is none. */
const LAST_MS = 50;

/** Some decent and odd requests over one connection, and at its end one whose very bytes are broken. */
export async function requestRound(playground: Playground, dice: Dice): Promise<Round> {
  const { server, workspaceId, ids } = playground;
  const { cookie } = dice.pick(playground.hostiles);
  const next = requestMaker(dice, { origin: server.url, cookie, workspaceId, ids });
  const requests = Array.from({ length: REQUESTS_A_ROUND }, next);
  const decent = requests.map((request) => toBytes(server.url, request));
  const last = toBytes(server.url, next());
  const broken = dice.chance(0.5) ? mutateBytes(dice, last) : last;
  const bytes = [...decent, broken];
  const answer = await exchange(server.url, bytes);
  const wrong = failuresIn(answer);
  const sent = bytes.map((one) => one.toString("base64")).join("\n");
  return { sent: bytes.length, findings: wrong.map((found) => `${found}\n${sent}`) };
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

/** Sends one after the other was answered, until the server closes or has nothing more to say; all that it said. */
function exchange(url: string, bytes: readonly Buffer[]): Promise<string> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve) => {
    let answer = "";
    let sent = 0;
    const socket = connect({ host: hostname, port: Number(port) });
    const end = () => socket.destroy();
    const sendNext = () => {
      const next = bytes[sent++];
      if (next) socket.write(next);
      socket.setTimeout(sent < bytes.length ? PATIENCE_MS : LAST_MS);
    };
    socket.on("connect", sendNext);
    socket.on("data", (chunk) => {
      answer += chunk.toString("latin1");
      if (statusesIn(answer).length >= sent) sendNext();
    });
    socket.on("timeout", end);
    socket.on("end", end);
    socket.on("error", end);
    socket.on("close", () => resolve(answer));
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
