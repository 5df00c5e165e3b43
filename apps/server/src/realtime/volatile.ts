import { PresenceReport, TYPING_INTERVAL_MS, TypingReport } from "@hallway/protocol";
import type { Context } from "../context.ts";
import type { HallwaySocket } from "./hallway-socket.ts";

/** The lane that is never stored and never replayed: typing goes to the others of the room, presence to everyone. */
export function listenToVolatile(
  { presence }: Pick<Context, "presence">,
  socket: HallwaySocket,
): void {
  const lastTyped = new Map<string, number>();

  socket.on("typing", (input: unknown) => {
    const report = TypingReport.safeParse(input);
    if (!report.success) return;
    const { conversationId } = report.data;
    const room = [`channel:${conversationId}`, `dm:${conversationId}`].find((name) =>
      socket.rooms.has(name),
    );
    const now = performance.now();
    if (!room || now - (lastTyped.get(room) ?? -TYPING_INTERVAL_MS) < TYPING_INTERVAL_MS) return;
    lastTyped.set(room, now);
    const signal = { conversationId, userId: socket.data.userId };
    socket.to(room).volatile.emit("typing", signal);
  });

  socket.on("presence", (input: unknown) => {
    const report = PresenceReport.safeParse(input);
    if (report.success) presence.reported(socket, report.data.status);
  });
}
