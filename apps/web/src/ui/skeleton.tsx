import { type CSSProperties, useEffect, useState } from "react";
import { classes } from "./classes.ts";

/** One grey shape where something will be. */
export function Skeleton({ className, style }: { className?: string; style?: CSSProperties }) {
  return (
    <span
      aria-hidden="true"
      style={style}
      className={classes("skeleton block rounded-md", className)}
    />
  );
}

const LINE_WIDTHS = ["72%", "54%", "88%", "63%", "79%", "46%"];

export type SkeletonRowsProps = {
  rows?: number;
  /** Messages have a picture and two lines; rows have a picture and one; lines are only text. */
  kind?: "messages" | "rows" | "lines";
  /** Said to screen readers while it stands. */
  label: string;
};

/** Grey rows while a list is on its way. Appears after 300 ms: a short wait shows nothing. */
export function SkeletonRows({ rows = 6, kind = "rows", label }: SkeletonRowsProps) {
  const late = useLate(300);
  return (
    <div
      aria-busy="true"
      className={classes(
        "flex flex-col",
        kind === "messages" ? "gap-5" : "gap-3",
        !late && "invisible",
      )}
    >
      <span className="sr-only">{label}</span>
      {Array.from({ length: rows }, (_, at) => at).map((at) => (
        <SkeletonRow key={at} kind={kind} width={LINE_WIDTHS[at % LINE_WIDTHS.length] ?? "60%"} />
      ))}
    </div>
  );
}

function SkeletonRow({ kind, width }: { kind: "messages" | "rows" | "lines"; width: string }) {
  if (kind === "lines") return <Skeleton className="h-3.5" style={{ width }} />;
  if (kind === "rows") {
    return (
      <div className="flex items-center gap-3">
        <Skeleton className="size-6 rounded-person" />
        <Skeleton className="h-3.5" style={{ width }} />
      </div>
    );
  }
  return (
    <div className="flex gap-3">
      <Skeleton className="size-(--avatar-size) shrink-0 rounded-person" />
      <div className="flex flex-1 flex-col gap-2 pt-0.5">
        <Skeleton className="h-3.5 w-32" />
        <Skeleton className="h-3.5" style={{ width }} />
      </div>
    </div>
  );
}

function useLate(milliseconds: number): boolean {
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), milliseconds);
    return () => clearTimeout(timer);
  }, [milliseconds]);
  return late;
}
