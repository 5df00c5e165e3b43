import {
  Bold,
  Code,
  Italic,
  Link,
  List,
  type LucideIcon,
  SquareCode,
  Strikethrough,
  TextQuote,
} from "lucide-react";
import {
  fenceCode,
  makeLink,
  type Selected,
  type TextEdit,
  toggleLinePrefix,
  toggleMarker,
} from "./text-edit.ts";

/** A way to format text, by button and by key. */
export type Format = {
  label: string;
  shortcut: string;
  Icon: LucideIcon;
  edit(selected: Selected): TextEdit;
};

/** All of them, in the order of the toolbar. */
export const formats: readonly Format[] = [
  { label: "Bold", shortcut: "mod+b", Icon: Bold, edit: (at) => toggleMarker(at, "**") },
  { label: "Italic", shortcut: "mod+i", Icon: Italic, edit: (at) => toggleMarker(at, "_") },
  {
    label: "Strikethrough",
    shortcut: "mod+shift+x",
    Icon: Strikethrough,
    edit: (at) => toggleMarker(at, "~~"),
  },
  { label: "Link", shortcut: "mod+shift+u", Icon: Link, edit: (at) => makeLink(at) },
  {
    label: "List",
    shortcut: "mod+shift+l",
    Icon: List,
    edit: (at) => toggleLinePrefix(at, "- "),
  },
  { label: "Quote", shortcut: "mod+>", Icon: TextQuote, edit: (at) => toggleLinePrefix(at, "> ") },
  { label: "Code", shortcut: "mod+e", Icon: Code, edit: (at) => toggleMarker(at, "`") },
  { label: "Code block", shortcut: "mod+shift+e", Icon: SquareCode, edit: fenceCode },
];
