import type { FastifyInstance } from "fastify";

/**
 * `localhost` has two addresses on most machines, and Fastify serves the second by a server of its own, which socket.io
 * does not know: its long-polling requests are passed on to the first. To be registered before everything else.
 */
export function passOnLongPolling(
  app: FastifyInstance,
  { isAttached }: { isAttached(): boolean },
): void {
  app.addHook("onRequest", (request, reply, done) => {
    if (!request.url.startsWith("/socket.io/") || !isAttached()) return done();
    reply.hijack();
    app.server.emit("request", request.raw, reply.raw);
  });
}
