/** One frame: what comes within it is drawn together. */
export const FRAME_MS = 16;

/** Hands the first thing on at once, and what follows within a frame together: a busy hour must not draw at every change. */
export class Batch<Thing> {
  readonly #handle: (things: readonly Thing[]) => void;
  #gathered: Thing[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(handle: (things: readonly Thing[]) => void) {
    this.#handle = handle;
  }

  add(thing: Thing): void {
    this.#gathered.push(thing);
    if (this.#timer === undefined) this.flush();
  }

  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#gathered.length === 0) return;
    const things = this.#gathered;
    this.#gathered = [];
    this.#timer = setTimeout(() => this.flush(), FRAME_MS);
    this.#handle(things);
  }
}
