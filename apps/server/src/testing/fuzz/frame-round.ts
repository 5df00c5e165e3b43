import { openRawSocket, type RawSocket } from "../raw-socket.ts";
import type { Dice } from "./dice.ts";
import { brokenFrame, decentFrame, packetMaker } from "./make-frames.ts";
import { mutateBytes } from "./mutate-bytes.ts";
import type { Playground } from "./playground.ts";

/** What a round sent, and what it found. */
export interface Round {
  sent: number;
  findings: string[];
}

/** At most so many events come down a connection before what may end it. */
const EVENTS_A_ROUND = 120;
/** The share of rounds that go on with an odd frame, as long as the connection bears it. */
const MORE_ODD = 0.4;
const CLOSES_WITHIN_MS = 2;
/** What mutilates the framing itself leaves the server waiting for the rest of a frame: so long we wait for it. */
const UNANSWERED_MS = 700;
const PING = "77777";
const RECORD_SEPARATOR = "\u001e";

/** One connection that enters the workspace and sends frames until it is closed or has sent its share. */
export async function websocketRound(playground: Playground, dice: Dice): Promise<Round> {
  const { server, workspaceId, ids } = playground;
  const nsp = `/w/${workspaceId}`;
  const raw = await openRawSocket(server.url, dice.pick(playground.hostiles).cookie);
  let open = true;
  void raw.closed.then(() => {
    open = false;
  });
  raw.send(`40${nsp},{"protocol":1}`);
  await Promise.race([raw.closed, heard(raw, (text) => /^4[04]\/w\//.test(text))]);
  const packets = packetMaker(dice, nsp, ids);
  const frames = Array.from({ length: dice.below(EVENTS_A_ROUND) }, () =>
    decentFrame(packets.event()),
  );
  raw.sendBytes(Buffer.concat(frames));
  while (open && dice.chance(MORE_ODD)) {
    const frame = dice.chance(0.4)
      ? decentFrame(packets.odd())
      : brokenFrame(dice, packets.event());
    frames.push(frame);
    raw.sendBytes(frame);
    await patience(CLOSES_WITHIN_MS);
  }
  raw.send(`42${nsp},${PING}["session:list",{}]`);
  await Promise.race([raw.closed, heard(raw, (text) => text.includes(`,${PING}[`)), patience()]);
  raw.destroy();
  const answers = raw.texts.filter(isFailure);
  return { sent: frames.length, findings: answers.map((text) => describe(text, frames)) };
}

/** The same over long-polling: packets in the bodies of requests. */
export async function pollingRound(playground: Playground, dice: Dice): Promise<Round> {
  const { workspaceId, ids } = playground;
  const actor = dice.pick(playground.hostiles);
  const nsp = `/w/${workspaceId}`;
  const path = "/socket.io/?EIO=4&transport=polling";
  const opened = await (await actor.request(path)).text();
  const sid = /"sid":"([^"]+)"/.exec(opened)?.[1] ?? "";
  const packets = packetMaker(dice, nsp, ids);
  const oddities = Array.from({ length: EVENTS_A_ROUND }, packets.event);
  if (dice.chance(MORE_ODD)) oddities.push(packets.odd());
  const body = [`40${nsp},{"protocol":1}`, ...oddities];
  const decent = Buffer.from(body.join(RECORD_SEPARATOR));
  const sent = dice.chance(0.3) ? mutateBytes(dice, decent) : decent;
  const leaving = new AbortController();
  const target = `${path}&sid=${sid}`;
  const reading = actor
    .request(target, { signal: leaving.signal })
    .then((response) => response.text())
    .catch(() => "");
  const response = await actor.request(target, { method: "POST", body: new Uint8Array(sent) });
  const texts = [await response.text(), await Promise.race([reading, patience(50).then(() => "")])];
  leaving.abort();
  await actor.request(target, { method: "POST", body: "1" }).then((closed) => closed.text());
  const wrong = response.status >= 500 ? [`status ${response.status}`] : texts.filter(isFailure);
  return { sent: body.length - 1, findings: wrong.map((text) => describe(text, [sent])) };
}

function isFailure(text: string): boolean {
  return text.includes('"code":"internal"');
}

/** Resolves when it was heard, or when it is clear that it never will be. */
function heard({ hears }: RawSocket, fits: (text: string) => boolean): Promise<unknown> {
  return hears(fits).catch(() => undefined);
}

function patience(ms = UNANSWERED_MS): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms).unref());
}

/** An answer, and the frames before it as base64, to be sent again. */
function describe(answer: string, frames: readonly Buffer[]): string {
  return `${answer.slice(0, 500)}\n${frames.map((frame) => frame.toString("base64")).join("\n")}`;
}
