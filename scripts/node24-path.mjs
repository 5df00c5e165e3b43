import { ensureNode24 } from "./node24.mjs";
import { run } from "./say.mjs";

await run(async () => {
  process.stdout.write(`${await ensureNode24()}\n`);
});
