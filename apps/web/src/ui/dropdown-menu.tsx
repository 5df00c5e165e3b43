import { cloneElement, lazy, type ReactElement, type ReactNode, Suspense, useState } from "react";
import type { MenuEntry } from "./menu-entry.ts";

export type DropdownMenuProps = {
  /** The button that opens it: a `Button` or an `IconButton`. */
  trigger: ReactElement<TriggerProps>;
  entries: readonly MenuEntry[];
  side?: "top" | "right" | "bottom" | "left";
  align?: "start" | "center" | "end";
  open?: boolean;
  onOpenChange?(open: boolean): void;
  /** Above the entries, e.g. whose menu it is. */
  header?: ReactNode;
};

type TriggerProps = {
  "aria-haspopup"?: "menu";
  "aria-expanded"?: boolean;
  onPointerEnter?(): void;
  onFocus?(): void;
  onClick?(): void;
};

/** A menu under a button. Its code arrives when someone comes near the button, not with the page. */
export function DropdownMenu(props: DropdownMenuProps) {
  const { trigger, open, onOpenChange } = props;
  const [asked, setAsked] = useState(false);
  const button = cloneElement(trigger, {
    "aria-haspopup": "menu",
    "aria-expanded": false,
    onPointerEnter: load,
    onFocus: load,
    onClick: () => {
      setAsked(true);
      onOpenChange?.(true);
    },
  });
  if (!asked && !open) return button;
  return (
    <Suspense fallback={button}>
      <RadixMenu {...props} />
    </Suspense>
  );
}

async function load() {
  return { default: (await import("./radix-menu.tsx")).RadixMenu };
}

const RadixMenu = lazy(load);
