import { useEffect, useState } from "react";
import { formatExact, formatRelative, formatShort, formatTime, type Moment } from "./time.ts";

const FORMATS = { time: formatTime, short: formatShort, relative: formatRelative };

export type TimeLabelProps = {
  moment: Moment;
  format?: keyof typeof FORMATS;
  className?: string;
};

/** A moment for people, with the exact one on hover. A relative one keeps itself true. */
export function TimeLabel({ moment, format = "time", className }: TimeLabelProps) {
  useMinutes(format === "relative");
  return (
    <time
      dateTime={new Date(moment).toISOString()}
      title={formatExact(moment)}
      className={className}
    >
      {FORMATS[format](moment)}
    </time>
  );
}

function useMinutes(enabled: boolean): void {
  const [, count] = useState(0);
  useEffect(() => {
    if (!enabled) return;
    const timer = setInterval(() => count((minutes) => minutes + 1), 60_000);
    return () => clearInterval(timer);
  }, [enabled]);
}
