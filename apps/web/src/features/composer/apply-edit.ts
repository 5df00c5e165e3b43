import type { Selected, TextEdit } from "./text-edit.ts";

/** What a text box holds and what is selected in it. */
export function selectedIn(box: HTMLTextAreaElement): Selected {
  return { text: box.value, start: box.selectionStart, end: box.selectionEnd };
}

/** Edits a text box as typing would: undo takes it back, and whoever listens to input hears of it. */
export function applyEdit(box: HTMLTextAreaElement, edit: TextEdit): void {
  box.focus();
  box.setSelectionRange(edit.from, edit.to);
  const done =
    edit.insert === ""
      ? edit.from === edit.to || document.execCommand("delete")
      : document.execCommand("insertText", false, edit.insert);
  if (!done) {
    box.setRangeText(edit.insert, edit.from, edit.to, "end");
    box.dispatchEvent(new Event("input", { bubbles: true }));
  }
  box.setSelectionRange(edit.start, edit.end);
}
