import type { ReactNode } from "react";

export type FigureCardProps = {
  label: string;
  value: ReactNode;
  /** What the figure means: `of 312 members`. */
  note?: ReactNode;
};

/** One figure that matters, with its meaning. */
export function FigureCard({ label, value, note }: FigureCardProps) {
  return (
    <div className="flex flex-col rounded-panel border border-line bg-surface px-[18px] py-4">
      <span className="text-small text-muted">{label}</span>
      <span className="tabular mt-1 text-figure font-semibold tracking-tight text-ink">
        {value}
      </span>
      {note ? <span className="mt-0.5 text-small text-accent-text">{note}</span> : null}
    </div>
  );
}
