import type { IncomingMessage } from "node:http";
import { Server as Engine, transports } from "engine.io";

/**
 * engine.io's server, whose websockets hand a broadcast's frame to the network as one buffer. socket.io computes it once
 * for all readers, but as a head and a body, and a write of two buffers costs a tenth more for each reader.
 */
export class WholeFramesEngine extends Engine {
  protected override createTransport(
    ...[name, request]: Parameters<Engine["createTransport"]>
  ): ReturnType<Engine["createTransport"]> {
    if (name !== "websocket" || !isUpgrade(request)) return super.createTransport(name, request);
    return new WholeFramesWebSocket(request);
  }
}

class WholeFramesWebSocket extends transports.websocket {
  override send(packets: Packets): void {
    for (const { options } of packets) if (hasFrame(options)) joinParts(options.wsPreEncodedFrame);
    super.send(packets);
  }
}

/** In place: all readers of a broadcast share the list. */
function joinParts(frame: Buffer[]): void {
  if (frame.length > 1) frame.splice(0, frame.length, Buffer.concat(frame));
}

type Upgrade = ConstructorParameters<typeof transports.websocket>[0];
type Packets = Parameters<InstanceType<typeof transports.websocket>["send"]>[0];

function isUpgrade(request: IncomingMessage): request is Upgrade {
  return "_query" in request && "websocket" in request;
}

/** socket.io-adapter's own addition to a packet, which engine.io's websocket sends as it is. */
function hasFrame(options: unknown): options is { wsPreEncodedFrame: Buffer[] } {
  if (typeof options !== "object" || options === null) return false;
  return "wsPreEncodedFrame" in options && Array.isArray(options.wsPreEncodedFrame);
}
