import type { PropertyVerdict } from "./contract.ts";
import type { RunOutcome } from "./run.ts";

const mostErrors = 12;

/** What a run showed, for a person at a terminal. */
export function report({ verdict, historyFile, errors }: RunOutcome): string {
  const { figures, warnings, properties, ok } = verdict;
  const loggedErrors = [...errors].sort(([, one], [, other]) => other - one).slice(0, mostErrors);
  return [
    "",
    ...properties.flatMap(propertyLines),
    "",
    ...Object.entries(figures).map(([name, value]) => `  ${name.padEnd(16)} ${round(value)}`),
    ...section("Warnings", warnings),
    ...section(
      "Logged as errors",
      loggedErrors.map(([text, count]) => `${count} x ${text}`),
    ),
    "",
    `  history: ${historyFile}`,
    `  ${ok ? "No violation." : "VIOLATED"}`,
  ].join("\n");
}

/** The same in one line, for the end of many runs. */
export function summary(title: string, { verdict }: RunOutcome): string {
  const { acked, ackP99Ms, longestStallMs, quiesceMs } = verdict.figures;
  const broken = verdict.properties.filter(({ violations }) => violations > 0);
  const names = broken.map(({ name, violations }) => `${name} (${violations})`).join(", ");
  return [
    `  ${verdict.ok ? "✓" : "✗"} ${title}: ${names || (verdict.ok ? "no violation" : "not everyone caught up")}`,
    `acked ${round(acked)}`,
    `ack p99 ${round(ackP99Ms)} ms`,
    `longest stall ${round(longestStallMs)} ms`,
    `came right in ${round(quiesceMs)} ms`,
  ].join("; ");
}

function propertyLines({ name, promise, judged, violations, examples }: PropertyVerdict): string[] {
  const mark = violations > 0 ? "✗" : judged > 0 ? "✓" : "–";
  const counts = `${violations} of ${judged}`.padStart(14);
  return [
    `  ${mark} ${name.padEnd(5)} ${counts}  ${promise}`,
    ...examples.map((example) => `        ${example}`),
  ];
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length > 0 ? ["", `  ${title}:`, ...lines.map((line) => `    ${line}`)] : [];
}

function round(value: number): string {
  return value.toLocaleString("en", { maximumFractionDigits: 1 });
}
