/** Small things that this device keeps over reloads, at once: the browser's local storage, or memory where there is none. */
export interface Shelf {
  get(key: string): string | null;
  set(key: string, value: string): void;
  remove(key: string): void;
  keys(): string[];
}

const PREFIX = "hallway:";

/** The browser's shelf. A browser that keeps nothing, or has no room left, just forgets earlier. */
export function browserShelf(): Shelf {
  return {
    get: (key) => attempt(() => localStorage.getItem(PREFIX + key)) ?? null,
    set: (key, value) => attempt(() => localStorage.setItem(PREFIX + key, value)),
    remove: (key) => attempt(() => localStorage.removeItem(PREFIX + key)),
    keys: () =>
      attempt(() => Object.keys(localStorage))
        ?.filter((key) => key.startsWith(PREFIX))
        .map((key) => key.slice(PREFIX.length)) ?? [],
  };
}

function attempt<Value>(act: () => Value): Value | undefined {
  try {
    return act();
  } catch {
    return undefined;
  }
}
