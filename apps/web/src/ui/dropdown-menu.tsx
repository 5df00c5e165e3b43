import { cloneElement, type ReactElement, type ReactNode, Suspense, useState } from "react";
import { nearbyPart, PartBoundary } from "./lazy-part.tsx";
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

/** A menu under a button. Its code arrives after the page, and at once when someone comes near the button. */
export function DropdownMenu(props: DropdownMenuProps) {
  const { trigger, open, onOpenChange } = props;
  const [asked, setAsked] = useState(false);
  const button = cloneElement(trigger, {
    "aria-haspopup": "menu",
    "aria-expanded": false,
    onPointerEnter: warm,
    onFocus: warm,
    onClick: () => {
      setAsked(true);
      onOpenChange?.(true);
    },
  });
  if (!asked && !open) return button;
  return (
    <PartBoundary
      onMissing={() => {
        setAsked(false);
        onOpenChange?.(false);
      }}
    >
      <Suspense fallback={button}>
        <RadixMenu {...props} />
      </Suspense>
    </PartBoundary>
  );
}

async function load() {
  return (await import("./radix-menu.tsx")).RadixMenu;
}

const RadixMenu = nearbyPart(load);

function warm() {
  // Where it is not to be had now, it is asked for when the menu is opened.
  void load().catch(() => undefined);
}
