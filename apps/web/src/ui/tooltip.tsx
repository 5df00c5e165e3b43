import { Tooltip as Primitive } from "radix-ui";
import type { FocusEvent, ReactNode } from "react";
import { Kbd } from "./kbd.tsx";

export type TooltipProps = {
  text: string;
  /** Keys that do the same, in `mod+k` notation. */
  shortcut?: string | undefined;
  side?: "top" | "right" | "bottom" | "left";
  children: ReactNode;
};

/** Makes tooltips under it share one delay: wrap the app in it once. */
export function TooltipArea({ children }: { children: ReactNode }) {
  return (
    <Primitive.Provider delayDuration={350} skipDelayDuration={200} disableHoverableContent>
      {children}
    </Primitive.Provider>
  );
}

/** Names its one child on hover and focus. Not for what must be read: the child has an accessible name of its own. */
export function Tooltip({ text, shortcut, side = "top", children }: TooltipProps) {
  return (
    <Primitive.Root>
      <Primitive.Trigger asChild onFocus={onlyByKeyboard}>
        {children}
      </Primitive.Trigger>
      <Primitive.Portal>
        <Primitive.Content
          side={side}
          sideOffset={6}
          collisionPadding={8}
          aria-hidden="true"
          className="motion-rise z-60 flex max-w-72 items-center gap-2 rounded-[7px] bg-ink px-2.5 py-1.5 text-small font-medium text-surface shadow-2"
        >
          {text}
          {shortcut ? <Kbd keys={shortcut} quiet /> : null}
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}

/** Focus that a closing menu gives back after a click is not a question about the button. */
function onlyByKeyboard(event: FocusEvent<HTMLElement>): void {
  if (!event.currentTarget.matches(":focus-visible")) event.preventDefault();
}
