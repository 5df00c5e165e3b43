import type { Pick } from "@hallway/markup";
import { type ClipboardEvent, type Ref, useImperativeHandle, useRef, useState } from "react";
import { useActiveOption } from "../../ui/use-active-option.ts";
import { applyEdit, selectedIn } from "./apply-edit.ts";
import { takeKey } from "./box-keys.ts";
import type { Format } from "./formats.ts";
import { addPick } from "./picks.ts";
import { type Suggestion, SuggestionList } from "./suggestion-list.tsx";
import { type Trigger, triggerAt } from "./suggestion-trigger.ts";
import { isAddress, makeLink } from "./text-edit.ts";
import { useFocusAtEnd, useGrowing } from "./use-growing.ts";
import { useSuggestions } from "./use-suggestions.tsx";

/** Text being written, and whom its labels stand for. */
export type BoxText = { text: string; picks: readonly Pick[] };

/** What buttons around the box may do in it. */
export type MessageBoxHandle = {
  focus(): void;
  format(format: Format): void;
  /** Adds a word at the caret. */
  type(text: string): void;
};

export type MessageBoxProps = {
  ref?: Ref<MessageBoxHandle>;
  /** Its accessible name. */
  label: string;
  placeholder?: string;
  conversationId: string;
  value: BoxText;
  onChange(value: BoxText): void;
  onSubmit(): void;
  onCancel?: () => void;
  /** ↑ with nothing written. */
  onUp?: () => void;
  describedBy?: string | undefined;
  invalid?: boolean;
  autoFocus?: boolean;
};

const LIST_NAMES = { "@": "People", "#": "Channels", ":": "Emoji" };

/** A text box that grows, formats by keys, and suggests people, channels and emoji. */
export function MessageBox(props: MessageBoxProps) {
  const { label, conversationId, value, onChange, onSubmit, onCancel, onUp } = props;
  const box = useRef<HTMLTextAreaElement>(null);
  const latest = useRef(value);
  latest.current = value;
  const [trigger, setTrigger] = useState<Trigger | null>(null);
  const closedAt = useRef<number | null>(null);
  const suggestions = useSuggestions(conversationId, trigger);
  const active = useActiveOption(suggestions.length, trigger ? trigger.sign + trigger.query : "");
  const open = trigger !== null && suggestions.length > 0;
  useImperativeHandle(props.ref, () => boxHandle(() => box.current), []);
  useGrowing(box, value.text);
  useFocusAtEnd(box, props.autoFocus ?? false);

  function change(text: string) {
    latest.current = { ...latest.current, text };
    onChange(latest.current);
  }

  function follow() {
    const next = triggerIn(box.current);
    if (next?.from !== closedAt.current) closedAt.current = null;
    const wanted = closedAt.current === null ? next : null;
    setTrigger((old) => (old && wanted && isSame(old, wanted) ? old : wanted));
  }

  function close() {
    closedAt.current = trigger?.from ?? null;
    setTrigger(null);
  }

  function choose(suggestion: Suggestion | undefined) {
    const element = box.current;
    if (!element || !trigger || !suggestion) return;
    const { pick } = suggestion;
    const { picks } = latest.current;
    const added = "text" in pick ? { label: pick.text, picks } : addPick(picks, pick);
    latest.current = { ...latest.current, picks: added.picks };
    close();
    replaceTrigger(element, trigger.from, `${added.label} `);
  }

  const shown = open ? { active, choose: () => choose(suggestions[active.at]), close } : null;
  return (
    <div className="relative min-w-0 flex-1">
      {open ? (
        <SuggestionList
          label={LIST_NAMES[trigger.sign]}
          suggestions={suggestions}
          active={active}
          onChoose={choose}
        />
      ) : null}
      <textarea
        ref={box}
        rows={1}
        dir="auto"
        aria-label={label}
        placeholder={props.placeholder}
        value={value.text}
        aria-autocomplete="list"
        aria-describedby={props.describedBy}
        aria-invalid={props.invalid || undefined}
        {...(open ? active.boxProps : {})}
        onChange={(event) => {
          change(event.target.value);
          follow();
        }}
        onSelect={follow}
        onBlur={() => setTrigger(null)}
        onKeyDown={(event) => takeKey(event, { suggestions: shown, onSubmit, onCancel, onUp })}
        onPaste={pasteLink}
        className="field-sizing-content block max-h-[40dvh] min-h-[1.45em] w-full resize-none overflow-y-auto bg-transparent text-body text-ink outline-none placeholder:overflow-hidden placeholder:text-ellipsis placeholder:whitespace-nowrap phone:text-[16px]"
      />
    </div>
  );
}

function boxHandle(box: () => HTMLTextAreaElement | null): MessageBoxHandle {
  return {
    focus: () => box()?.focus(),
    format(format) {
      const element = box();
      if (element) applyEdit(element, format.edit(selectedIn(element)));
    },
    type(text) {
      const element = box();
      if (!element) return;
      const { text: whole, start, end } = selectedIn(element);
      const insert = /\S$/.test(whole.slice(0, start)) ? ` ${text}` : text;
      const caret = start + insert.length;
      applyEdit(element, { from: start, to: end, insert, start: caret, end: caret });
    },
  };
}

function triggerIn(box: HTMLTextAreaElement | null): Trigger | null {
  if (!box || box.selectionStart !== box.selectionEnd) return null;
  return triggerAt(box.value, box.selectionStart);
}

function isSame(one: Trigger, other: Trigger): boolean {
  return one.sign === other.sign && one.query === other.query && one.from === other.from;
}

function replaceTrigger(box: HTMLTextAreaElement, from: number, insert: string): void {
  const end = box.selectionEnd;
  const to = box.value[end] === " " ? end + 1 : end;
  const caret = from + insert.length;
  applyEdit(box, { from, to, insert, start: caret, end: caret });
}

/** An address pasted over selected words makes them a link. */
function pasteLink(event: ClipboardEvent<HTMLTextAreaElement>): void {
  const selected = selectedIn(event.currentTarget);
  const pasted = event.clipboardData.getData("text/plain").trim();
  if (selected.start === selected.end || !isAddress(pasted)) return;
  if (isAddress(selected.text.slice(selected.start, selected.end))) return;
  event.preventDefault();
  applyEdit(event.currentTarget, makeLink(selected, pasted));
}
