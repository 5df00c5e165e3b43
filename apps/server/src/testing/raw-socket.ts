import { randomBytes } from "node:crypto";
import { connect, type Socket } from "node:net";

/** A WebSocket written by hand, so that a test can send what no decent client would. */
export interface RawSocket {
  /** Sends one whole text frame. */
  send(text: string): void;
  sendFrame(frame: Frame & { final: boolean }): void;
  /** Sends bytes that need not be a frame. */
  sendBytes(bytes: Buffer): void;
  /** The first text, past or to come, that fits. */
  hears(fits: (text: string) => boolean): Promise<string>;
  texts: readonly string[];
  /** The close frame's code; null when it had none or the line was just cut. */
  closed: Promise<number | null>;
  /** Reads nothing any more until `resume`: what is sent to it waits on its way, then at the sender. */
  pause(): void;
  resume(): void;
  destroy(): void;
}

const PATIENCE_MS = 15_000;
const TEXT = 1;
const CLOSE = 8;

/** Opens engine.io's websocket transport; the answer to the upgrade must be yes. */
export async function openRawSocket(url: string, cookie = ""): Promise<RawSocket> {
  const { hostname, port, origin, host } = new URL(url);
  const socket = connect({ host: hostname, port: Number(port) });
  const received = await upgrade(socket, [
    "GET /socket.io/?EIO=4&transport=websocket HTTP/1.1",
    `Host: ${host}`,
    `Origin: ${origin}`,
    "Upgrade: websocket",
    "Connection: Upgrade",
    `Sec-WebSocket-Key: ${randomBytes(16).toString("base64")}`,
    "Sec-WebSocket-Version: 13",
    ...(cookie ? [`Cookie: ${cookie}`] : []),
  ]);
  return speak(socket, received);
}

async function upgrade(socket: Socket, lines: string[]): Promise<Buffer> {
  socket.write(`${lines.join("\r\n")}\r\n\r\n`);
  let received = Buffer.alloc(0);
  for await (const chunk of socket.iterator({ destroyOnReturn: false })) {
    received = Buffer.concat([received, chunk]);
    const end = received.indexOf("\r\n\r\n");
    if (end < 0) continue;
    const status = received.subarray(0, received.indexOf("\r\n")).toString();
    if (!status.includes(" 101 ")) throw new Error(`The upgrade was refused: ${status}`);
    return received.subarray(end + 4);
  }
  throw new Error("The line was cut during the upgrade");
}

function speak(socket: Socket, rest: Buffer): RawSocket {
  const texts: string[] = [];
  const listeners = new Set<() => void>();
  let code: number | null = null;
  const read = createFrameReader(({ opcode, payload }) => {
    if (opcode === TEXT) texts.push(payload.toString());
    if (opcode === CLOSE) {
      code = payload.length >= 2 ? payload.readUInt16BE(0) : null;
      socket.destroy();
    }
    for (const listener of listeners) listener();
  });
  read(rest);
  socket.on("data", read);
  socket.on("error", () => undefined);
  const closed = new Promise<number | null>((resolve) => socket.once("close", () => resolve(code)));
  const sendBytes: RawSocket["sendBytes"] = (bytes) =>
    void (socket.writable && socket.write(bytes));
  const sendFrame: RawSocket["sendFrame"] = (frame) => sendBytes(toFrame(frame));
  return {
    texts,
    closed,
    sendFrame,
    sendBytes,
    send: (text) => sendFrame({ final: true, opcode: TEXT, payload: Buffer.from(text) }),
    pause: () => void socket.pause(),
    resume: () => void socket.resume(),
    destroy: () => socket.destroy(),
    hears: (fits) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const found = texts.find(fits);
          if (found === undefined) return;
          clearTimeout(timer);
          listeners.delete(look);
          resolve(found);
        };
        const timer = setTimeout(
          () => reject(new Error(`Never heard it; heard: ${texts.join(" | ").slice(0, 1_000)}`)),
          PATIENCE_MS,
        );
        listeners.add(look);
        look();
      }),
  };
}

/** A client's frame: masked, as the standard demands (with a mask of zeros, which changes nothing). */
export function toFrame(frame: Frame & { final: boolean }): Buffer {
  const { final, opcode, payload } = frame;
  const first = (final ? 0x80 : 0) | opcode;
  const size = Buffer.alloc(9);
  let sizeBytes = 1;
  if (payload.length < 126) {
    size[0] = payload.length;
  } else if (payload.length < 65_536) {
    size[0] = 126;
    size.writeUInt16BE(payload.length, 1);
    sizeBytes = 3;
  } else {
    size[0] = 127;
    size.writeBigUInt64BE(BigInt(payload.length), 1);
    sizeBytes = 9;
  }
  size[0] = (size[0] ?? 0) | 0x80;
  return Buffer.concat([Buffer.of(first), size.subarray(0, sizeBytes), Buffer.alloc(4), payload]);
}

interface Frame {
  opcode: number;
  payload: Buffer;
}

/** Puts a server's frames together from the chunks in which they come. */
function createFrameReader(onFrame: (frame: Frame) => void): (chunk: Buffer) => void {
  let waiting = Buffer.alloc(0);
  return (chunk) => {
    waiting = Buffer.concat([waiting, chunk]);
    for (let frame = firstFrame(waiting); frame; frame = firstFrame(waiting)) {
      waiting = waiting.subarray(frame.bytes);
      onFrame(frame);
    }
  };
}

function firstFrame(bytes: Buffer): (Frame & { bytes: number }) | null {
  if (bytes.length < 2) return null;
  const short = (bytes[1] ?? 0) & 0x7f;
  const start = short < 126 ? 2 : short === 126 ? 4 : 10;
  if (bytes.length < start) return null;
  const size =
    short < 126 ? short : short === 126 ? bytes.readUInt16BE(2) : Number(bytes.readBigUInt64BE(2));
  if (bytes.length < start + size) return null;
  return {
    opcode: (bytes[0] ?? 0) & 0x0f,
    payload: bytes.subarray(start, start + size),
    bytes: start + size,
  };
}
