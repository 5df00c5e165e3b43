/** What the slots of an exchange can be filled with. */
const words: Record<string, readonly string[]> = {
  part: [
    "sync",
    "the map service",
    "storage",
    "search",
    "the outbox",
    "navigation",
    "the charger driver",
    "telemetry",
    "the fleet view",
    "sign-in",
    "the gripper loop",
    "exports",
  ],
  metric: [
    "Catch-up after a night offline",
    "The first page",
    "A cold start",
    "Path planning",
    "The nightly import",
  ],
  lib: ["the driver", "socket.io", "the SDK", "PostgreSQL", "the linter", "React"],
  customer: [
    "Nordlager",
    "Meridian Foods",
    "Atlas Ports",
    "Kobo Retail",
    "Vesta Pharma",
    "Halden Steel",
  ],
  newcomer: ["Theo", "Zoë", "Samuel", "Miriam", "Hana", "Nadia"],
  day: ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"],
  month: ["August", "September", "October", "November", "December"],
  time: ["09:30", "10:00", "11:15", "14:00", "15:30", "16:45"],
  slow: ["2.4 s", "1.9 s", "3.1 s", "850 ms", "4.2 s"],
  fast: ["180 ms", "95 ms", "210 ms", "40 ms", "12 ms"],
  fast2: ["4.1 s", "3.8 s", "38 s", "2.9 s"],
  unit: ["A-07", "B-12", "C-03", "D-19", "R2"],
};

/** Fills `{slots}`; numbers where a slot has no words. `random` gives numbers from 0 to 1. */
export function fill(text: string, random: () => number): string {
  return text.replace(/\{(\w+)\}/g, (_, slot: string) => {
    const choices = words[slot];
    if (choices) return choices[Math.floor(random() * choices.length)] ?? "";
    return number(slot, random);
  });
}

function number(slot: string, random: () => number): string {
  const up = (from: number, to: number) => String(Math.floor(from + random() * (to - from)));
  switch (slot) {
    case "version":
      return `v${up(0, 3)}.${up(1, 20)}.${up(0, 9)}`;
    case "count":
      return (Number(up(10, 99)) * 100).toLocaleString("en");
    case "pr":
      return up(200, 4_000);
    case "lines":
      return up(12, 480);
    case "mm":
      return (0.1 + random()).toFixed(1);
    case "pct":
    case "pct2":
      return up(3, 60);
    default:
      return up(1, 9);
  }
}
