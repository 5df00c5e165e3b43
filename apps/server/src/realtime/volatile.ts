import { PresenceReport, PresenceWatch } from "@hallway/protocol";
import type { Context } from "../context.ts";
import type { HallwaySocket } from "./hallway-socket.ts";

/** The lane that is never stored and never replayed: typing goes to the others of the room, presence to everyone. */
export function listenToVolatile(
  { presence, typing }: Pick<Context, "presence" | "typing">,
  socket: HallwaySocket,
): void {
  typing.listenTo(socket);
  socket.on("presence", (input: unknown) => {
    const report = PresenceReport.safeParse(input);
    if (report.success) presence.reported(socket, report.data.status);
  });
  socket.on("presence:watch", (input: unknown) => {
    const watch = PresenceWatch.safeParse(input);
    if (watch.success) presence.watched(socket, watch.data.userIds);
  });
}
