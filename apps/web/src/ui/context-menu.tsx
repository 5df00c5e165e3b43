import { ContextMenu as Primitive } from "radix-ui";
import type { ReactNode } from "react";
import { MENU_STYLE, type MenuEntry } from "./menu-entry.ts";
import { MenuLines } from "./menu-lines.tsx";

/** A menu on right click, long press or the menu key of its one child. Everything in it must be reachable elsewhere too. */
export function ContextMenu({
  entries,
  children,
}: {
  entries: readonly MenuEntry[];
  children: ReactNode;
}) {
  return (
    <Primitive.Root modal={false}>
      <Primitive.Trigger asChild>{children}</Primitive.Trigger>
      <Primitive.Portal>
        <Primitive.Content collisionPadding={8} className={MENU_STYLE}>
          <MenuLines entries={entries} parts={Primitive} />
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}
