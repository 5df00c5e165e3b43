import { Check } from "lucide-react";
import type { ComponentType, ReactNode } from "react";
import { classes } from "./classes.ts";
import { Kbd } from "./kbd.tsx";
import { MENU_ITEM_STYLE, type MenuEntry } from "./menu-entry.ts";

type ItemProps = {
  disabled?: boolean;
  onSelect?(): void;
  className?: string;
  children?: ReactNode;
};
type ChoiceProps = ItemProps & { checked?: boolean };

/** The pieces that a dropdown and a context menu have each of their own. */
export type MenuParts = {
  Item: ComponentType<ItemProps>;
  CheckboxItem: ComponentType<ChoiceProps>;
  Label: ComponentType<{ className?: string; children?: ReactNode }>;
  Separator: ComponentType<{ className?: string }>;
};

/** Draws a menu's entries with the pieces of its kind. */
export function MenuLines({ entries, parts }: { entries: readonly MenuEntry[]; parts: MenuParts }) {
  return entries.map((entry, at) => (
    <MenuLine
      key={entry.kind === "line" ? `line ${at}` : entry.label}
      entry={entry}
      parts={parts}
    />
  ));
}

function MenuLine({ entry, parts }: { entry: MenuEntry; parts: MenuParts }) {
  const { Item, CheckboxItem, Label, Separator } = parts;
  if (entry.kind === "line") return <Separator className="-mx-1.5 my-1.5 h-px bg-line" />;
  if (entry.kind === "heading") {
    return <Label className="px-2.5 py-1 text-small font-medium text-muted">{entry.label}</Label>;
  }
  if (entry.kind === "choice") {
    const { label, checked, disabled = false, onSelect } = entry;
    return (
      <CheckboxItem
        checked={checked}
        disabled={disabled}
        onSelect={onSelect}
        className={MENU_ITEM_STYLE}
      >
        <Check aria-hidden="true" className={checked ? "text-accent-text" : "opacity-0"} />
        {label}
      </CheckboxItem>
    );
  }
  const { label, icon, shortcut, danger, disabled = false, onSelect } = entry;
  return (
    <Item
      disabled={disabled}
      onSelect={onSelect}
      className={classes(
        MENU_ITEM_STYLE,
        danger ? "text-danger-text data-[highlighted]:bg-danger-soft" : "[&>svg]:text-ink-2",
      )}
    >
      {icon}
      <span className="min-w-0 flex-1 truncate">{label}</span>
      {shortcut ? (
        <span aria-hidden="true" className="ml-4 text-muted phone:hidden">
          <Kbd keys={shortcut} quiet />
        </span>
      ) : null}
    </Item>
  );
}
