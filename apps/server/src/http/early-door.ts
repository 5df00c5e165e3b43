import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { Config } from "../config.ts";

/** Answers while nothing is there to serve yet. */
export interface EarlyDoor {
  /** Makes way for the server. */
  close(): Promise<void>;
}

const RETRY_AFTER_S = 2;

/**
 * Listens from the first moment, while the database starts and migrates, so that probes get an answer and people a page
 * that loads again by itself. Where the port is taken it stands aside: the server itself will say so.
 */
export async function openEarlyDoor({
  port,
  host,
}: Pick<Config, "port" | "host">): Promise<EarlyDoor> {
  const server = createServer(answer);
  const isOpen = await new Promise<boolean>((resolve) => {
    server.once("listening", () => resolve(true));
    server.on("error", () => resolve(false));
    // Nobody can know a port that the system chooses.
    if (port === 0) resolve(false);
    else server.listen({ port, host });
  });
  return {
    close: () =>
      new Promise((resolve) => {
        if (!isOpen) return resolve();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function answer({ url = "/", headers }: IncomingMessage, response: ServerResponse): void {
  const { status, type, body } = answerTo(url.split("?")[0] ?? "/", headers.accept ?? "");
  if (status === 503) response.setHeader("retry-after", RETRY_AFTER_S);
  response.writeHead(status, {
    "content-type": `${type}; charset=utf-8`,
    "content-security-policy": "default-src 'none'",
    "x-content-type-options": "nosniff",
    "cache-control": "no-store",
    connection: "close",
  });
  response.end(body);
}

function answerTo(path: string, accept: string): { status: number; type: string; body: string } {
  if (path === "/livez") return json(200, { ok: true });
  if (path === "/readyz" || path === "/startupz")
    return json(503, { ok: false, reason: "starting" });
  if (accept.includes("text/html")) return { status: 503, type: "text/html", body: PAGE };
  const message = "Hallway is starting. Try again in a moment.";
  const error = { code: "unavailable", message, retryInMs: RETRY_AFTER_S * 1_000 };
  return json(503, { ok: false, error });
}

function json(status: number, body: object): { status: number; type: string; body: string } {
  return { status, type: "application/json", body: JSON.stringify(body) };
}

const PAGE = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<meta http-equiv="refresh" content="${RETRY_AFTER_S}">
<title>Hallway is starting</title>
<p>Hallway is starting. This page opens it as soon as it is ready.</p>
</html>
`;
