// Builds the web client alone, for an image that has installed already.
import { ensureBuilt } from "./build.mjs";
import { ensureNode24 } from "./node24.mjs";
import { run } from "./say.mjs";

await run(async () => {
  await ensureBuilt({ node: await ensureNode24() });
});
