import { PresenceReport } from "@hallway/protocol";
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
}
