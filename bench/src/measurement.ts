/** One figure, beside its baseline of the same run where there is one. */
export interface Measurement {
  what: string;
  value: number;
  unit: string;
  baseline?: { what: string; value: number };
  goal: string;
}

export function median(values: readonly number[]): number {
  return percentile(values, 50);
}

/** The smallest value that at least `p` per cent of them do not exceed. */
export function percentile(values: readonly number[], p: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const index = Math.max(0, Math.ceil((p / 100) * sorted.length) - 1);
  return sorted[index] ?? Number.NaN;
}
