import { formatDay } from "../../ui/time.ts";
import { useNewDay } from "../../ui/use-new-day.ts";

/** Where a day begins. */
export function DaySeparator({ moment }: { moment: string }) {
  useNewDay();
  const day = formatDay(moment);
  return (
    <div className="flex items-center gap-3 px-5 pt-5 pb-1 phone:px-3.5">
      <hr aria-label={day} className="h-px flex-1 border-0 bg-line" />
      <span
        aria-hidden="true"
        className="rounded-full border border-line bg-surface px-3 py-0.5 text-[12.5px] font-semibold text-ink-2"
      >
        {day}
      </span>
      <span className="h-px flex-1 bg-line" />
    </div>
  );
}

/** Where reading stopped. */
export function UnreadSeparator() {
  return (
    <div className="flex items-center gap-2.5 px-5 pt-2 phone:px-3.5">
      <hr aria-label="New messages" className="h-px flex-1 border-0 bg-mention/55" />
      <span aria-hidden="true" className="text-[12.5px] font-semibold text-mention-text">
        New
      </span>
    </div>
  );
}
