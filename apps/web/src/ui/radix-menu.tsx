import { DropdownMenu as Primitive } from "radix-ui";
import { useState } from "react";
import type { DropdownMenuProps } from "./dropdown-menu.tsx";
import { MENU_STYLE } from "./menu-entry.ts";
import { MenuLines } from "./menu-lines.tsx";

/** The menu itself, open as it arrives. Not modal: the modal kind writes a style element, which the page's policy forbids. */
export function RadixMenu({
  trigger,
  entries,
  side = "bottom",
  align = "start",
  header,
  ...state
}: DropdownMenuProps) {
  const [landmark, setLandmark] = useState<HTMLElement | null>(null);
  return (
    <Primitive.Root modal={false} defaultOpen {...state}>
      <Primitive.Trigger asChild ref={(button) => setLandmark(landmarkOf(button))}>
        {trigger}
      </Primitive.Trigger>
      <Primitive.Portal container={landmark}>
        <Primitive.Content
          side={side}
          align={align}
          sideOffset={6}
          collisionPadding={8}
          className={MENU_STYLE}
        >
          {header}
          <MenuLines entries={entries} parts={Primitive} />
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}

/** The part of the page that a menu belongs to, so that it is read as part of it. */
function landmarkOf(button: HTMLElement | null): HTMLElement | null {
  return button?.closest<HTMLElement>("nav, main, aside, header, footer") ?? null;
}
