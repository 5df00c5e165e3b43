import type { AuditEntryView } from "@hallway/protocol";

/** The first line of an exported audit log; the mark before it makes spreadsheets read it as UTF-8. */
export function auditCsvHead(): string {
  return `\ufeff${toLine(columns.map(([title]) => title))}`;
}

export function toAuditCsvLine(entry: AuditEntryView): string {
  return toLine(columns.map(([, cellOf]) => cellOf(entry)));
}

/**
 * A cell that a spreadsheet shows as text and a terminal only shows, whatever is in it: one that would begin a formula
 * (also after spaces, or in the wide forms of East Asian keyboards) gets an apostrophe before it, and control signs
 * become readable.
 */
export function toCell(value: string): string {
  const safe = FORMULA_START.test(value) ? `'${value}` : value;
  return `"${safe.replace(CONTROLS, toReadable).replaceAll('"', '""')}"`;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what shall not reach a terminal.
const CONTROLS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/g;

function toReadable(sign: string): string {
  return `\\x${sign.charCodeAt(0).toString(16).padStart(2, "0")}`;
}

const FORMULA_START = /^[\s\p{Cc}\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]/u;

type Column = [title: string, cellOf: (entry: AuditEntryView) => string];

const columns: Column[] = [
  ["time", ({ at }) => at],
  ["action", ({ action }) => action],
  ["actor", ({ actorName }) => actorName ?? ""],
  ["actor id", ({ actorId }) => actorId ?? ""],
  ["target kind", ({ targetKind }) => targetKind ?? ""],
  ["target", ({ targetName }) => targetName ?? ""],
  ["target id", ({ targetId }) => targetId ?? ""],
  ["details", ({ details }) => toFacts(details)],
  ["ip", ({ ip }) => ip ?? ""],
  ["user agent", ({ userAgent }) => userAgent ?? ""],
];

function toFacts(details: AuditEntryView["details"]): string {
  return Object.entries(details)
    .map(([name, value]) => `${name}: ${value}`)
    .join("; ");
}

function toLine(values: readonly string[]): string {
  return `${values.map(toCell).join(",")}\r\n`;
}
