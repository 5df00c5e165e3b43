const numbers = new Intl.NumberFormat("en-GB");
const tenths = new Intl.NumberFormat("en-GB", { maximumFractionDigits: 1 });
const weekday = new Intl.DateTimeFormat("en-GB", { weekday: "long", timeZone: "UTC" });
const longDay = new Intl.DateTimeFormat("en-GB", {
  weekday: "long",
  day: "numeric",
  month: "long",
  timeZone: "UTC",
});
const shortDay = new Intl.DateTimeFormat("en-GB", {
  day: "numeric",
  month: "short",
  timeZone: "UTC",
});

/** `4,902` */
export function formatCount(count: number): string {
  return numbers.format(count);
}

/** `1 message`, `4,902 messages` */
export function countOf(count: number, noun: string): string {
  return `${numbers.format(count)} ${noun}${count === 1 ? "" : "s"}`;
}

/** `1 person`, `312 people` */
export function countPeople(count: number): string {
  return count === 1 ? "1 person" : `${numbers.format(count)} people`;
}

const UNITS = ["B", "kB", "MB", "GB", "TB"];

/** `38.4 GB`, in thousands as disks are sold. */
export function formatBytes(bytes: number): string {
  const step = bytes < 1 ? 0 : Math.min(UNITS.length - 1, Math.floor(Math.log10(bytes) / 3));
  return `${tenths.format(bytes / 1000 ** step)} ${UNITS[step]}`;
}

/** How today compares with the same weekday a week ago: `+8 % on last Saturday`. */
export function compareWithLastWeek(today: number, lastWeek: number, now: Date): string {
  const day = `last ${weekday.format(now)}`;
  if (lastWeek === 0) return today === 0 ? `none ${day} either` : `none ${day}`;
  const share = Math.round(((today - lastWeek) / lastWeek) * 100);
  if (share === 0) return `as on ${day}`;
  return `${share > 0 ? "+" : "−"}${numbers.format(Math.abs(share))} % on ${day}`;
}

/** A day of the chart (`2026-11-22`, UTC) in words, long and short. */
export function dayNames(day: string): { label: string; tick: string } {
  const date = new Date(`${day}T00:00:00Z`);
  return { label: longDay.format(date), tick: shortDay.format(date) };
}
