import type { ReactNode } from "react";
import { classes } from "./classes.ts";
import { useCurrentLink } from "./use-current-link.ts";

export type PanelLayoutProps = {
  /** What these pages are together; names the navigation. */
  title: string;
  /** The way out, an arrow before the title. */
  back: ReactNode;
  /** Links in `panelLinkStyle`, in order. */
  links: ReactNode;
  /** Where in the panel one is: its link comes into sight. */
  place: string;
  /** Over the whole content: a connection that is down, an action under way. */
  notice?: ReactNode;
  children: ReactNode;
};

/** Pages beside a conversation's world: their own navigation at the left, a row above on a phone. */
export function PanelLayout({ title, back, links, place, notice, children }: PanelLayoutProps) {
  const row = useCurrentLink<HTMLDivElement>(place);
  return (
    <div className="flex min-h-dvh items-start bg-surface phone:flex-col">
      <nav
        aria-label={title}
        className="sticky top-0 flex h-dvh w-[248px] shrink-0 flex-col gap-3 overflow-y-auto border-r border-line bg-surface-2 px-2.5 py-3 phone:z-20 phone:h-auto phone:w-full phone:gap-1 phone:border-r-0 phone:border-b phone:px-2 phone:py-1"
      >
        <div className="flex h-9 shrink-0 items-center gap-1 phone:h-11">
          {back}
          <span className="truncate text-[16px] font-semibold text-ink">{title}</span>
        </div>
        <div
          ref={row}
          className="flex flex-col gap-0.5 phone:flex-row phone:gap-1 phone:overflow-x-auto phone:pb-1"
        >
          {links}
        </div>
      </nav>
      <main className="min-w-0 flex-1 phone:w-full">
        {notice}
        <div className="mx-auto flex w-full max-w-[1180px] flex-col gap-5 px-9 pt-7 pb-16 phone:px-4 phone:pt-5">
          {children}
        </div>
      </main>
    </div>
  );
}

/** The look of a link of the panel's navigation. */
export function panelLinkStyle(current: boolean): string {
  return classes(
    "flex h-[34px] shrink-0 items-center gap-2.5 rounded-control px-2.5 text-[14.5px] whitespace-nowrap transition-colors duration-(--quick) phone:h-11 [&>svg]:size-4 [&>svg]:shrink-0",
    current
      ? "bg-accent-soft font-semibold text-accent-text"
      : "text-ink-2 hover:bg-press hover:text-ink",
  );
}

/** A panel page's heading, a sentence about it, and its main buttons. */
export function PanelHeader({
  title,
  intro,
  actions,
}: {
  title: string;
  intro?: ReactNode;
  actions?: ReactNode;
}) {
  return (
    <header className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
      <div className="min-w-0">
        <h1 className="text-title font-semibold tracking-tight text-ink">{title}</h1>
        {intro ? <p className="mt-1 text-body text-muted">{intro}</p> : null}
      </div>
      {actions ? <div className="flex flex-wrap items-center gap-2">{actions}</div> : null}
    </header>
  );
}

/** One group of things on a panel page. */
export function PanelSection({
  title,
  intro,
  children,
}: {
  title: string;
  intro?: ReactNode;
  children: ReactNode;
}) {
  return (
    <section className="flex flex-col gap-4 rounded-panel border border-line bg-surface p-5 phone:p-4">
      <div>
        <h2 className="text-heading font-semibold text-ink">{title}</h2>
        {intro ? <p className="mt-0.5 text-[14px] text-pretty text-ink-2">{intro}</p> : null}
      </div>
      {children}
    </section>
  );
}
