import { toStored } from "@hallway/markup";
import { ALargeSmall, AtSign, SendHorizontal } from "lucide-react";
import { type Ref, useId, useImperativeHandle, useRef, useState } from "react";
import {
  useActions,
  useConversation,
  useConversationTitle,
  useDraft,
  useMe,
} from "../../state/use-workspace.ts";
import { IconButton } from "../../ui/icon-button.tsx";
import { FormattingToolbar } from "./formatting-toolbar.tsx";
import { MessageBox, type MessageBoxHandle } from "./message-box.tsx";
import { type LengthState, lengthState } from "./message-length.ts";
import { TypingLine } from "./typing-line.tsx";
import { useWritingRule } from "./use-writing-rule.ts";

export type ComposerHandle = { focus(): void };

export type ComposerProps = {
  ref?: Ref<ComposerHandle>;
  conversationId: string;
  /** ↑ in the empty box. */
  onEditLast(): void;
  /** A message went on its way. */
  onSent(): void;
  autoFocus: boolean;
};

/** Where a message is written. What is written here stays here, over reloads too, until it is sent. */
export function Composer(props: ComposerProps) {
  const rule = useWritingRule(props.conversationId);
  return (
    <div className="shrink-0 px-5 pt-2 pb-1.5 phone:px-2.5 phone:pb-[max(0.5rem,env(safe-area-inset-bottom))]">
      {rule.may ? (
        <WritingBox key={props.conversationId} {...props} />
      ) : (
        <p className="rounded-composer border border-line bg-surface-2 px-4 py-3.5 text-center text-[14px] text-ink-2">
          {rule.why}
        </p>
      )}
      {rule.may ? <TypingLine conversationId={props.conversationId} /> : <div className="h-5" />}
    </div>
  );
}

function WritingBox({ ref, conversationId, onEditLast, onSent, autoFocus }: ComposerProps) {
  const actions = useActions();
  const draft = useDraft(conversationId);
  const label = useComposerLabel(conversationId);
  const box = useRef<MessageBoxHandle>(null);
  const noteId = useId();
  useImperativeHandle(ref, () => ({ focus: () => box.current?.focus() }), []);
  const [formatting, setFormatting] = useState(false);
  const stored = toStored(draft.text, [...draft.picks]);
  const length = lengthState(stored);
  const tooLong = length.left < 0;
  // Before it is known who writes, nothing can be sent.
  const ready = useMe() !== null;
  const empty = stored.trim() === "";
  const unsendable = empty || tooLong || !ready;

  function send() {
    if (unsendable) return;
    actions.sendMessage(conversationId, stored.trimEnd());
    actions.setDraft(conversationId, { text: "", picks: [] });
    box.current?.focus();
    onSent();
  }

  return (
    <div className="rounded-composer border border-line-strong/50 bg-surface shadow-1 transition-colors duration-(--quick) focus-within:border-accent has-aria-invalid:border-danger">
      <div className="flex px-4 pt-3 pb-1">
        <MessageBox
          ref={box}
          label={label}
          placeholder={label}
          conversationId={conversationId}
          value={draft}
          onChange={(next) => {
            actions.setDraft(conversationId, next);
            if (next.text !== "") actions.reportTyping(conversationId);
          }}
          onSubmit={send}
          onUp={onEditLast}
          describedBy={length.near ? noteId : undefined}
          invalid={tooLong}
          autoFocus={autoFocus}
        />
      </div>
      <LengthNote id={noteId} length={length} />
      <div className="flex items-center gap-0.5 px-2 pb-2">
        <span className="hidden phone:flex">
          <IconButton
            label="Formatting"
            icon={<ALargeSmall />}
            aria-pressed={formatting}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => setFormatting(!formatting)}
          />
        </span>
        <div className={formatting ? "min-w-0" : "min-w-0 phone:hidden"}>
          <FormattingToolbar onFormat={(format) => box.current?.format(format)} />
        </div>
        <IconButton
          label="Mention someone"
          icon={<AtSign />}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => box.current?.type("@")}
        />
        <span className="flex-1" />
        <IconButton
          label="Send"
          shortcut="enter"
          icon={<SendHorizontal />}
          variant="primary"
          aria-disabled={unsendable || undefined}
          onMouseDown={(event) => event.preventDefault()}
          onClick={send}
          className="size-9! aria-disabled:bg-surface-3 aria-disabled:text-muted phone:size-11!"
        />
      </div>
    </div>
  );
}

function useComposerLabel(conversationId: string): string {
  const title = useConversationTitle(conversationId);
  const isChannel = useConversation(conversationId)?.kind === "channel";
  return `Message ${isChannel ? "#" : ""}${title}`;
}

function LengthNote({ id, length: { left, near } }: { id: string; length: LengthState }) {
  if (!near) return null;
  const over = (-left).toLocaleString("en-GB");
  return (
    <p
      id={id}
      role={left < 0 ? "alert" : undefined}
      className={`tabular px-4 pb-1 text-small ${left < 0 ? "text-danger-text" : "text-muted"}`}
    >
      {left < 0
        ? `This is ${over} ${left === -1 ? "character" : "characters"} too long to send. Shorten it or send it in parts.`
        : `${left.toLocaleString("en-GB")} characters left`}
    </p>
  );
}
