import { X } from "lucide-react";
import { Dialog as Primitive } from "radix-ui";
import { type ReactNode, useRef } from "react";
import { classes } from "./classes.ts";
import { isComposing } from "./hotkeys.ts";
import { IconButton } from "./icon-button.tsx";

export type DialogProps = {
  open: boolean;
  onOpenChange(open: boolean): void;
  /** The dialog's name and heading. */
  title: string;
  /** One sentence under the title. */
  description?: ReactNode;
  width?: "narrow" | "medium" | "wide";
  /** Buttons, the main one last. */
  footer?: ReactNode;
  /** Draws neither heading nor padding; the title stays its accessible name. */
  bare?: boolean;
  children?: ReactNode;
};

const WIDTHS = { narrow: "max-w-[420px]", medium: "max-w-[540px]", wide: "max-w-[760px]" };

/**
 * A modal window: traps focus, closes on Esc and on the cover, gives focus back. A sheet from below on a phone.
 * The cover is a plain element because the primitive's own writes a style element, which the page's policy forbids.
 */
export function Dialog(props: DialogProps) {
  const { open, onOpenChange, width = "medium", bare = false, description } = props;
  const way = useRef(nowhere);
  return (
    <Primitive.Root open={open} onOpenChange={onOpenChange}>
      <Primitive.Portal>
        <div data-modal-cover className="motion-cover fixed inset-0 z-40 bg-overlay" />
        <div className="pointer-events-none fixed inset-0 z-40 flex items-start justify-center px-4 pt-[9vh] pb-8 phone:items-end phone:p-0">
          <Primitive.Content
            onOpenAutoFocus={(event) => {
              way.current = wayBack();
              focusBody(event);
            }}
            onCloseAutoFocus={(event) => way.current(event)}
            onEscapeKeyDown={(event) => {
              if (isComposing(event)) event.preventDefault();
            }}
            {...(description && !bare ? {} : { "aria-describedby": undefined })}
            className={classes(
              "motion-dialog pointer-events-auto flex max-h-full w-full flex-col overflow-hidden rounded-composer border border-line bg-raised shadow-3 outline-none",
              "phone:max-h-[92dvh] phone:max-w-none phone:rounded-b-none phone:pb-[env(safe-area-inset-bottom)]",
              WIDTHS[width],
            )}
          >
            {bare ? <BareBody {...props} /> : <FramedBody {...props} />}
          </Primitive.Content>
        </div>
      </Primitive.Portal>
    </Primitive.Root>
  );
}

function BareBody({ title, children }: DialogProps) {
  return (
    <>
      <Primitive.Title className="sr-only">{title}</Primitive.Title>
      {children}
    </>
  );
}

function FramedBody({ title, description, footer, children }: DialogProps) {
  return (
    <>
      <header className="flex items-start gap-3 px-6 pt-5 pb-1 phone:px-4">
        <div className="min-w-0 flex-1">
          <Primitive.Title className="text-[18px] leading-7 font-semibold text-ink">
            {title}
          </Primitive.Title>
          {description ? (
            <Primitive.Description className="mt-0.5 text-[14px] text-ink-2">
              {description}
            </Primitive.Description>
          ) : null}
        </div>
        <Primitive.Close asChild>
          <IconButton label="Close" icon={<X />} className="-mr-2" />
        </Primitive.Close>
      </header>
      <div
        data-dialog-body
        className="min-h-0 flex-1 overflow-y-auto overscroll-contain px-6 py-4 phone:px-4"
      >
        {children}
      </div>
      {footer ? (
        <footer
          data-dialog-footer
          className="flex flex-wrap justify-end gap-2 border-t border-line bg-surface-2 px-6 py-3.5 phone:px-4 phone:[&>*]:flex-1"
        >
          {footer}
        </footer>
      ) : null}
    </>
  );
}

function nowhere(_event: Event): void {}

/** Back to what has the focus now; where what was asked about took it along, to the part of the page that it was in. */
function wayBack(): (event: Event) => void {
  const opener = document.activeElement;
  const part = opener?.closest("aside, main, nav, [role=dialog]");
  return (event) => {
    if (opener?.isConnected) return;
    const rest = part?.isConnected ? part.querySelector<HTMLElement>(FOCUSABLE) : null;
    if (!rest) return;
    event.preventDefault();
    rest.focus();
  };
}

const FOCUSABLE =
  ":is(input, textarea, select, button, a[href], [contenteditable=true]):not(:disabled)";

/** Starts in the first field, else on the first button below: never on `Close`. An element with `data-autofocus` goes first. */
function focusBody(event: Event): void {
  const dialog = event.currentTarget;
  if (!(dialog instanceof HTMLElement)) return;
  const start = [
    "[data-autofocus]",
    `[data-dialog-body] ${FOCUSABLE}`,
    `[data-dialog-footer] ${FOCUSABLE}`,
    FOCUSABLE,
  ]
    .map((selector) => dialog.querySelector<HTMLElement>(selector))
    .find(Boolean);
  if (!start) return;
  event.preventDefault();
  start.focus();
}
