/** With bash as its shell npm passes on a Ctrl-C that the terminal has sent to everybody already. */
const ONE_TELLING_MS = 500;

/** The first of these signals ends in order, another one a moment later at once. */
export function whenToldToEnd(signals: readonly NodeJS.Signals[], end: () => void): void {
  let toldAt: number | null = null;
  for (const signal of signals) {
    process.on(signal, () => {
      const now = performance.now();
      if (toldAt === null) {
        toldAt = now;
        end();
      } else if (now - toldAt > ONE_TELLING_MS) {
        process.exit(1);
      }
    });
  }
}
