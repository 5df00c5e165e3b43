// Watch mode: the server restarts when its files change, the web client reloads by itself (Vite proxies to the server).
import { join } from "node:path";
import { ensureInstalled } from "./install.mjs";
import { ensureNode24, runUnder } from "./node24.mjs";
import { root } from "./root.mjs";
import { run, say } from "./say.mjs";

await run(async () => {
  const [node] = await Promise.all([ensureNode24(), ensureInstalled({ dev: true })]);
  const webPort = process.env.WEB_PORT ?? "5173";
  process.env.PORT ??= "3000";
  process.env.PUBLIC_URL ??= `http://localhost:${webPort}`;
  process.env.HALLWAY_SERVER = `http://localhost:${process.env.PORT}`;
  say(`The web client, with hot reload: ${process.env.PUBLIC_URL}`);
  const server = runUnder(node, [
    "--watch",
    "--watch-preserve-output",
    join(root, "apps/server/src/main.ts"),
  ]);
  const web = runUnder(node, [
    join(root, "node_modules/vite/bin/vite.js"),
    join(root, "apps/web"),
    "--port",
    webPort,
    "--strictPort",
  ]);
  const code = await Promise.race([server, web]);
  process.emit("SIGTERM");
  await Promise.all([server, web]);
  return code;
});
