import type { ReactNode } from "react";
import { classes } from "./classes.ts";
import { Logo } from "./logo.tsx";

export type PageFrameProps = {
  /** The page's only first-level heading. */
  title: string;
  /** One sentence under it. */
  intro?: ReactNode;
  /** Under the card: other ways to go. */
  footer?: ReactNode;
  width?: "narrow" | "wide";
  children: ReactNode;
};

/** A calm page with one card in the middle: signing in, setting up, choosing a workspace, saying what went wrong. */
export function PageFrame({ title, intro, footer, width = "narrow", children }: PageFrameProps) {
  return (
    <div className="page-ground flex min-h-dvh flex-col items-center px-4 pt-[11vh] pb-12 phone:py-8">
      <main
        className={classes(
          "flex w-full flex-col gap-6",
          width === "narrow" ? "max-w-[420px]" : "max-w-[640px]",
        )}
      >
        <header className="flex flex-col items-center gap-4 text-center">
          <Logo size={48} />
          <div>
            <h1 className="text-title font-semibold tracking-tight text-balance text-ink">
              {title}
            </h1>
            {intro ? <p className="mt-1.5 text-body text-balance text-ink-2">{intro}</p> : null}
          </div>
        </header>
        <section className="rounded-composer border border-line bg-raised p-6 shadow-2 phone:p-5">
          {children}
        </section>
        {footer ? <footer className="text-center text-[14px] text-ink-2">{footer}</footer> : null}
      </main>
    </div>
  );
}
