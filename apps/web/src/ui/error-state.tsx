import { RotateCw, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "./button.tsx";

export type ErrorStateProps = {
  title: string;
  /** What happened and what to do, in one sentence. */
  text: ReactNode;
  /** Without it there is nothing to try again. */
  onRetry?(): void;
  retrying?: boolean;
  /** Another way on. */
  action?: ReactNode;
};

/** Something failed to load: what happened, what to do, and a way to try again. */
export function ErrorState({ title, text, onRetry, retrying = false, action }: ErrorStateProps) {
  return (
    <div role="alert" className="flex flex-col items-center px-6 py-14 text-center">
      <span
        aria-hidden="true"
        className="mb-4 flex size-12 items-center justify-center rounded-composer bg-danger-soft text-danger-text"
      >
        <TriangleAlert className="size-6" />
      </span>
      <p className="text-[16px] font-semibold text-balance text-ink">{title}</p>
      <p className="mt-1 max-w-[44ch] text-[14px] text-pretty text-ink-2">{text}</p>
      <div className="mt-5 flex flex-wrap justify-center gap-2 empty:hidden">
        {onRetry ? (
          <Button
            loading={retrying}
            onClick={onRetry}
            icon={<RotateCw className="size-4" aria-hidden="true" />}
          >
            Retry
          </Button>
        ) : null}
        {action}
      </div>
    </div>
  );
}
