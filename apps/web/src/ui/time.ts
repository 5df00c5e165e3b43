/** A moment as the wire or the browser gives it. */
export type Moment = Date | string | number;

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const LOCALE = "en-GB";
const clock = new Intl.DateTimeFormat(LOCALE, {
  hour: "2-digit",
  minute: "2-digit",
  hourCycle: "h23",
});
const dayOfThisYear = new Intl.DateTimeFormat(LOCALE, {
  weekday: "long",
  day: "numeric",
  month: "long",
});
const dayOfAnyYear = new Intl.DateTimeFormat(LOCALE, {
  day: "numeric",
  month: "long",
  year: "numeric",
});
const shortDay = new Intl.DateTimeFormat(LOCALE, { day: "numeric", month: "short" });
const shortDayWithYear = new Intl.DateTimeFormat(LOCALE, {
  day: "numeric",
  month: "short",
  year: "numeric",
});
const exact = new Intl.DateTimeFormat(LOCALE, {
  weekday: "long",
  day: "numeric",
  month: "long",
  year: "numeric",
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
  hourCycle: "h23",
});

/** `09:12` */
export function formatTime(moment: Moment): string {
  return clock.format(new Date(moment));
}

/** A day as a separator names it: `Today`, `Yesterday`, `Wednesday 18 November`, `18 November 2025`. */
export function formatDay(moment: Moment, now: Moment = Date.now()): string {
  const date = new Date(moment);
  const distance = daysBetween(date, new Date(now));
  if (distance === 0) return "Today";
  if (distance === 1) return "Yesterday";
  const thisYear = date.getFullYear() === new Date(now).getFullYear();
  return thisYear ? dayOfThisYear.format(date) : dayOfAnyYear.format(date);
}

/** The whole moment, to the second, for a title. */
export function formatExact(moment: Moment): string {
  return exact.format(new Date(moment));
}

/** A moment in a list: `09:12` today, `Yesterday`, `18 Nov`, `18 Nov 2025`. */
export function formatShort(moment: Moment, now: Moment = Date.now()): string {
  const date = new Date(moment);
  const distance = daysBetween(date, new Date(now));
  if (distance === 0) return formatTime(date);
  if (distance === 1) return "Yesterday";
  const thisYear = date.getFullYear() === new Date(now).getFullYear();
  return (thisYear ? shortDay : shortDayWithYear).format(date);
}

/** How long ago or how soon: `just now`, `12 minutes ago`, `in 3 hours`, `2 days ago`, then the date. */
export function formatRelative(moment: Moment, now: Moment = Date.now()): string {
  const date = new Date(moment);
  const passed = new Date(now).getTime() - date.getTime();
  const distance = Math.abs(passed);
  if (distance < MINUTE) return passed >= 0 ? "just now" : "in a moment";
  // What began is counted in whole units passed; what ends, by the nearest, so that a week stays one.
  const whole = passed >= 0 ? Math.floor : Math.round;
  if (distance < HOUR) return sided(passed, whole(distance / MINUTE), "minute");
  if (distance < DAY) return sided(passed, whole(distance / HOUR), "hour");
  if (distance < 7 * DAY) return sided(passed, whole(distance / DAY), "day");
  return formatShort(date, now);
}

/** True when both are on one calendar day here. */
export function isSameDay(one: Moment, other: Moment): boolean {
  return daysBetween(new Date(one), new Date(other)) === 0;
}

/** How long it is until the next day begins here, in milliseconds. */
export function untilTomorrow(now: Moment = Date.now()): number {
  const date = new Date(now);
  return (
    new Date(date.getFullYear(), date.getMonth(), date.getDate() + 1).getTime() - date.getTime()
  );
}

function sided(passed: number, count: number, unit: string): string {
  const words = `${count} ${unit}${count === 1 ? "" : "s"}`;
  return passed > 0 ? `${words} ago` : `in ${words}`;
}

/** Counted by the calendar, so that a day of 23 or 25 hours is still one. */
function daysBetween(earlier: Date, later: Date): number {
  const dayNumber = (date: Date) =>
    Date.UTC(date.getFullYear(), date.getMonth(), date.getDate()) / DAY;
  return dayNumber(later) - dayNumber(earlier);
}
