/** The commands under way, and the door that closes behind them when the server ends. */
export interface Traffic {
  /** How many are being answered. */
  inFlight(): number;
  /** Lets a command in, unless the door is closed; who was let in must `leave`. */
  enter(): boolean;
  leave(): void;
  /** Lets nobody in any more and resolves when the last has left, or when patience ends. */
  close(patienceMs: number): Promise<void>;
}

export function createTraffic(): Traffic {
  let inside = 0;
  let open = true;
  let lastLeft: () => void = () => undefined;
  return {
    inFlight: () => inside,
    enter() {
      if (open) inside++;
      return open;
    },
    leave() {
      inside--;
      if (inside === 0) lastLeft();
    },
    async close(patienceMs) {
      open = false;
      if (inside === 0) return;
      await new Promise<void>((resolve) => {
        const impatient = setTimeout(resolve, patienceMs);
        lastLeft = () => {
          clearTimeout(impatient);
          resolve();
        };
      });
    },
  };
}
