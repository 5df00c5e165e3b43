import { ArrowDown, ArrowUp } from "lucide-react";
import { CountBadge } from "../../ui/badge.tsx";
import { isByKey } from "../../ui/pressed-by-key.ts";
import { formatDay } from "../../ui/time.ts";
import { useNewDay } from "../../ui/use-new-day.ts";

/** The day of what is at the top, while one scrolls. The separators say the same to screen readers. */
export function FloatingDay({ moment }: { moment: string | null }) {
  useNewDay();
  if (moment === null) return null;
  return (
    <div
      aria-hidden="true"
      className="pointer-events-none absolute inset-x-0 top-2 z-10 flex justify-center"
    >
      <span className="rounded-full border border-line bg-surface px-3 py-0.5 text-[12.5px] font-semibold text-ink-2 shadow-1">
        {formatDay(moment)}
      </span>
    </div>
  );
}

export type EarlierUnreadProps = { shown: boolean; count: number; onGo(byKey: boolean): void };

/** Says that reading stopped before what is loaded, and leads there. */
export function EarlierUnread({ shown, count, onGo }: EarlierUnreadProps) {
  if (!shown) return null;
  return (
    <button
      type="button"
      onClick={(event) => onGo(isByKey(event))}
      className="motion-rise absolute top-2 left-1/2 z-20 inline-flex min-h-8 -translate-x-1/2 items-center gap-2 rounded-full bg-accent px-3.5 text-small font-semibold text-on-accent shadow-2 hover:bg-accent-hover phone:min-h-11"
    >
      <ArrowUp className="size-4" aria-hidden="true" />
      {count > 0 ? `${count} new: ` : ""}Jump to the first unread message
    </button>
  );
}

export type JumpToLatestProps = { shown: boolean; count: number; onJump(byKey: boolean): void };

/** The way back to the newest message, with how many came meanwhile. */
export function JumpToLatest({ shown, count, onJump }: JumpToLatestProps) {
  if (!shown) return null;
  return (
    <button
      type="button"
      onClick={(event) => onJump(isByKey(event))}
      aria-label={count > 0 ? `Jump to latest, ${count} new` : "Jump to latest"}
      className="motion-rise absolute right-5 bottom-3 z-10 inline-flex min-h-8 items-center gap-2 rounded-full border border-line bg-raised px-3.5 text-small font-semibold text-ink shadow-2 hover:bg-hover phone:right-3 phone:min-h-11"
    >
      <ArrowDown className="size-4" aria-hidden="true" />
      Jump to latest
      <CountBadge count={count} tone="neutral" />
    </button>
  );
}
