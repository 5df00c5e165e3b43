import { ArrowLeft, X } from "lucide-react";
import { type ReactNode, useLayoutEffect, useRef } from "react";
import { IconButton } from "./icon-button.tsx";
import { useIsPhone } from "./media-query.ts";

export type SidePanelProps = {
  /** The region's accessible name and heading: `Thread`, `Members`, … */
  title: string;
  /** Beside the title: which one. */
  detail?: ReactNode;
  /** Icon buttons before `Close`. */
  actions?: ReactNode;
  onClose(): void;
  /** Stays at the bottom, e.g. a composer. */
  footer?: ReactNode;
  children: ReactNode;
};

/** What stands beside the conversation; slides over it on a phone. When it goes, the focus in it goes back. */
export function SidePanel({ title, detail, actions, onClose, footer, children }: SidePanelProps) {
  const phone = useIsPhone();
  const panel = useRef<HTMLElement>(null);
  useLayoutEffect(() => {
    const element = panel.current;
    const opener = document.activeElement;
    return () => {
      const isInside = element?.contains(document.activeElement);
      if (isInside && opener instanceof HTMLElement) opener.focus();
    };
  }, []);
  return (
    <aside
      ref={panel}
      aria-label={title}
      className="phone:motion-slide flex h-full w-(--panel-width) shrink-0 flex-col border-l border-line bg-surface phone:fixed phone:inset-0 phone:z-30 phone:w-full phone:border-l-0"
    >
      <header className="flex h-(--header-height) shrink-0 items-center gap-2 border-b border-line pr-3 pl-5 phone:pl-1.5">
        {phone ? <IconButton label="Close" icon={<ArrowLeft />} onClick={onClose} /> : null}
        <h2 className="text-[16px] font-semibold whitespace-nowrap text-ink">{title}</h2>
        <span className="min-w-0 flex-1 truncate text-[14px] text-muted">{detail}</span>
        {actions}
        {phone ? null : <IconButton label="Close" icon={<X />} onClick={onClose} shortcut="esc" />}
      </header>
      <div className="min-h-0 flex-1 overflow-y-auto overscroll-contain">{children}</div>
      {footer ? <div className="shrink-0">{footer}</div> : null}
    </aside>
  );
}
