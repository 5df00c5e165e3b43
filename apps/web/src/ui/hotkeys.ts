/** What a keyboard event tells; `KeyboardEvent` fits. */
export type KeyPress = {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  shiftKey: boolean;
};

const NAMES: Record<string, string> = {
  up: "arrowup",
  down: "arrowdown",
  left: "arrowleft",
  right: "arrowright",
  esc: "escape",
  space: " ",
  plus: "+",
};

const MAC_LABELS: Record<string, string> = { mod: "⌘", alt: "⌥", shift: "⇧", ctrl: "⌃" };
const LABELS: Record<string, string> = { mod: "Ctrl", alt: "Alt", shift: "Shift", ctrl: "Ctrl" };
const KEY_LABELS: Record<string, string> = {
  up: "↑",
  down: "↓",
  left: "←",
  right: "→",
  esc: "Esc",
  enter: "Enter",
  delete: "Del",
  space: "Space",
  plus: "+",
};

/** True on Apple's systems, where `mod` is ⌘. */
export const isApple =
  typeof navigator !== "undefined" && /mac|iphone|ipad/i.test(navigator.userAgent);

/** Does this key press mean `mod+shift+k`? Shift is not asked for a sign that needs it, such as `?`. */
export function matchesHotkey(press: KeyPress, notation: string, apple = isApple): boolean {
  const parts = notation.toLowerCase().split("+");
  const last = parts.pop() ?? "";
  const key = NAMES[last] ?? last;
  const wants = (name: string) => parts.includes(name);
  const mod = apple ? press.metaKey : press.ctrlKey;
  const other = apple ? press.ctrlKey : press.metaKey;
  const shiftMatters = wants("shift") || isLetterOrNamed(key);
  return (
    press.key.toLowerCase() === key &&
    mod === (wants("mod") || (!apple && wants("ctrl"))) &&
    other === (apple && wants("ctrl")) &&
    press.altKey === wants("alt") &&
    (!shiftMatters || press.shiftKey === wants("shift"))
  );
}

/** The keys of a notation as people know them: `mod+k` is `Ctrl`, `K` or `⌘`, `K`. */
export function shortcutLabel(notation: string, apple = isApple): string[] {
  return notation
    .split("+")
    .map((part) => (apple ? MAC_LABELS : LABELS)[part] ?? KEY_LABELS[part] ?? part.toUpperCase());
}

/** True where a key press is text for someone: an input, a text box, a list with type-ahead. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement)
    return !["checkbox", "radio", "button"].includes(target.type);
  return (
    target.isContentEditable || target.matches("textarea, select, [role=menu] *, [role=listbox] *")
  );
}

/**
 * While characters are being composed, keys belong to the input method. In Safari the Enter that ends it is told apart by
 * its code alone.
 */
export function isComposing(
  event: { keyCode: number } & (
    | { isComposing: boolean }
    | { nativeEvent: { isComposing: boolean } }
  ),
): boolean {
  const native = "nativeEvent" in event ? event.nativeEvent : event;
  return native.isComposing || event.keyCode === 229;
}

function isLetterOrNamed(key: string): boolean {
  return key.length > 1 || /[\p{L}\p{N}]/u.test(key);
}
