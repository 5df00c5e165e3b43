import { useSyncExternalStore } from "react";

/** A short message that passes by. */
export type Toast = {
  text: string;
  tone?: "neutral" | "success" | "danger";
  action?: { label: string; run(): void };
};

export type ShownToast = Toast & { id: number };

/** Long enough to read; longer when there is something to press. */
const SHOWN_FOR = 5_000;
const SHOWN_WITH_ACTION = 10_000;
const MOST_AT_ONCE = 3;

let shown: readonly ShownToast[] = [];
let lastId = 0;
const listeners = new Set<() => void>();
const timers = new Map<number, ReturnType<typeof setTimeout>>();

/** Says something in passing: "Link copied", "Channel archived" with `Undo`. Not for what must be read. */
export function showToast(toast: Toast): void {
  lastId += 1;
  change([...shown, { ...toast, id: lastId }].slice(-MOST_AT_ONCE));
  resumeToast(lastId);
}

/** Takes a toast away. */
export function dismissToast(id: number): void {
  holdToast(id);
  change(shown.filter((toast) => toast.id !== id));
}

/** Keeps a toast while someone is over it. */
export function holdToast(id: number): void {
  clearTimeout(timers.get(id));
  timers.delete(id);
}

/** Lets a held toast go again after its time. */
export function resumeToast(id: number): void {
  holdToast(id);
  const toast = shown.find((one) => one.id === id);
  if (!toast) return;
  timers.set(
    id,
    setTimeout(() => dismissToast(id), toast.action ? SHOWN_WITH_ACTION : SHOWN_FOR),
  );
}

/** The toasts on screen. */
export function useToasts(): readonly ShownToast[] {
  return useSyncExternalStore(subscribe, () => shown);
}

function change(next: readonly ShownToast[]): void {
  shown = next;
  for (const notify of listeners) notify();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
