/** Tells the person at the terminal what is going on; on stderr, so that stdout stays for results. */
export function say(line) {
  process.stderr.write(`${line}\n`);
}

/** A reason to end that the person at the terminal can act on: shown without a stack. */
export class Stop extends Error {}

/** Runs a script's story; its number is the exit code, its failure one readable message. */
export async function run(story) {
  try {
    process.exitCode = (await story()) ?? 0;
  } catch (error) {
    say(error instanceof Stop ? error.message : (error.stack ?? String(error)));
    process.exitCode = 1;
  }
}
