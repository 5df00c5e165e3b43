import { type KeyboardEvent, useId, useState } from "react";
import { classes } from "./classes.ts";

export type Bar = {
  /** What the bar stands for, e.g. `Sunday 22 November`. */
  label: string;
  value: number;
  /** Under the axis, where there is room: `22 Nov`. */
  tick?: string;
};

export type BarChartProps = {
  /** What is counted, e.g. `Messages, last 30 days`. */
  title: string;
  bars: readonly Bar[];
  /** How a value reads: `4,902 messages`. */
  format?(value: number): string;
  height?: number;
};

const wholeNumbers = new Intl.NumberFormat("en-GB");

/** Bars to compare at a glance: the value on hover and by arrow keys, the same figures as a table for screen readers. */
export function BarChart({
  title,
  bars,
  format = wholeNumbers.format,
  height = 132,
}: BarChartProps) {
  const [at, setAt] = useState<number | null>(null);
  const nameId = useId();
  const last = bars.length - 1;
  const spoken = bars[at ?? last];

  function move(event: KeyboardEvent) {
    const from = at ?? last;
    const steps: Record<string, number> = {
      ArrowLeft: from - 1,
      ArrowRight: from + 1,
      Home: 0,
      End: last,
    };
    const to = steps[event.key];
    if (to === undefined) return;
    event.preventDefault();
    setAt(Math.min(last, Math.max(0, to)));
  }

  return (
    <figure className="relative flex flex-col gap-3" onMouseLeave={() => setAt(null)}>
      <figcaption className="flex flex-wrap items-baseline justify-between gap-x-4 text-small text-muted">
        <span id={nameId}>{title}</span>
        <span aria-live="polite" className="tabular min-h-[18px] font-medium text-ink">
          {at !== null && spoken ? `${spoken.label}: ${format(spoken.value)}` : ""}
        </span>
      </figcaption>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset would be a form; this is a drawing with a keyboard. */}
      <div
        role="group"
        aria-labelledby={nameId}
        aria-roledescription="bar chart"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: arrow keys read the values.
        tabIndex={0}
        onKeyDown={move}
        onFocus={() => setAt((current) => current ?? last)}
        onBlur={() => setAt(null)}
        className="rounded-md"
      >
        <Drawing bars={bars} at={at} height={height} onPoint={setAt} />
      </div>
      <Ticks bars={bars} />
      <FiguresTable title={title} bars={bars} format={format} />
    </figure>
  );
}

type DrawingProps = {
  bars: readonly Bar[];
  at: number | null;
  height: number;
  onPoint(at: number): void;
};

function Drawing({ bars, at, height, onPoint }: DrawingProps) {
  const most = Math.max(1, ...bars.map(({ value }) => value));
  const step = 100 / Math.max(1, bars.length);
  return (
    <svg width="100%" height={height} aria-hidden="true" className="block overflow-visible">
      {bars.map(({ label, value }, index) => {
        const tall = value === 0 ? 2 : Math.max(4, (value / most) * (height - 4));
        return (
          // biome-ignore lint/a11y/noStaticElementInteractions: the same values are on the keyboard and in the table.
          <g key={label} onMouseEnter={() => onPoint(index)}>
            <rect
              x={`${index * step}%`}
              y={0}
              width={`${step}%`}
              height={height}
              fill="transparent"
            />
            <rect
              x={`${index * step + step * 0.16}%`}
              y={height - tall}
              width={`${step * 0.68}%`}
              height={tall}
              rx={Math.min(4, tall / 2)}
              className={classes(
                "chart-bar",
                index === (at ?? bars.length - 1) && "chart-bar-strong",
              )}
            />
          </g>
        );
      })}
      <line x1="0" x2="100%" y1={height + 0.5} y2={height + 0.5} className="stroke-line" />
    </svg>
  );
}

function Ticks({ bars }: { bars: readonly Bar[] }) {
  const ends = [
    bars.at(0)?.tick,
    bars.at(Math.floor((bars.length - 1) / 2))?.tick,
    bars.at(-1)?.tick,
  ];
  if (ends.every((tick) => tick === undefined)) return null;
  const [first, middle, last] = ends;
  return (
    <div aria-hidden="true" className="tabular -mt-1.5 grid grid-cols-3 text-tiny text-muted">
      <span>{first}</span>
      <span className="text-center">{middle}</span>
      <span className="text-right">{last}</span>
    </div>
  );
}

function FiguresTable({
  title,
  bars,
  format,
}: {
  title: string;
  bars: readonly Bar[];
  format(value: number): string;
}) {
  return (
    <div className="sr-only">
      <table aria-label={`${title}, as a table`}>
        <tbody>
          {bars.map(({ label, value }) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              <td>{format(value)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
