import { shortcutLabel } from "./hotkeys.ts";

/** Keys to press, drawn as keycaps: `<Kbd keys="mod+k" />`. */
export function Kbd({ keys, quiet = false }: { keys: string; quiet?: boolean }) {
  return (
    <kbd className={`inline-flex items-center font-sans ${quiet ? "gap-1" : "gap-0.5"}`}>
      {shortcutLabel(keys).map((key) => (
        <span
          key={key}
          className={
            quiet
              ? "text-tiny opacity-75"
              : "inline-flex h-5 min-w-5 items-center justify-center rounded-[5px] border border-line border-b-2 bg-surface-2 px-1 text-tiny font-medium text-ink-2"
          }
        >
          {key}
        </span>
      ))}
    </kbd>
  );
}
