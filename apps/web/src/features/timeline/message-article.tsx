import type { MessageView } from "@hallway/protocol";
import { type KeyboardEvent, type ReactNode, useState } from "react";
import { classes } from "../../ui/classes.ts";
import { matchesHotkey } from "../../ui/hotkeys.ts";
import { formatExact } from "../../ui/time.ts";
import { MessageFrame, useMessageName } from "./message-frame.tsx";
import { MessageText } from "./message-text/message-text.tsx";
import { MessageToolbar } from "./message-toolbar.tsx";
import { SystemLine } from "./system-line.tsx";
import { type TimelineTools, useTimelineTools } from "./timeline-context.ts";

export type MessageArticleProps = {
  message: MessageView;
  lead: boolean;
  editing: boolean;
  highlighted: boolean;
  /** The one that Tab leads to; arrow keys move it. */
  reachable: boolean;
};

/** One message of the timeline with what can be done with it. */
export function MessageArticle(props: MessageArticleProps) {
  const { message, lead, editing, highlighted, reachable } = props;
  const tools = useTimelineTools();
  const name = useMessageName(message.authorId, message.createdAt);
  const [pointed, setPointed] = useState(false);
  const [focused, setFocused] = useState(false);
  const [menu, setMenu] = useState(false);
  const active = (pointed || focused || menu) && !editing && message.deletedAt === null;
  return (
    <article
      id={`message-${message.id}`}
      aria-label={name}
      data-seq={message.seq}
      tabIndex={reachable ? 0 : -1}
      onPointerEnter={(event) => {
        if (event.pointerType === "mouse") setPointed(true);
      }}
      onPointerLeave={() => setPointed(false)}
      onFocus={() => setFocused(true)}
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) setFocused(false);
      }}
      onKeyDown={(event) => takeMessageKey(event, message, tools)}
      className={classes(
        "group relative mx-2 rounded-control px-3 pb-0.5 -outline-offset-2 phone:mx-0 phone:px-3.5",
        lead && message.kind !== "system" ? "mt-(--message-space) pt-1" : "pt-0.5",
        active && "bg-hover",
        highlighted && "timeline-highlight",
      )}
    >
      <Content message={message} lead={lead} editing={editing} />
      {active && message.kind !== "system" ? (
        <MessageToolbar message={message} onMenu={setMenu} />
      ) : null}
    </article>
  );
}

function Content({
  message,
  lead,
  editing,
}: Pick<MessageArticleProps, "message" | "lead" | "editing">) {
  const tools = useTimelineTools();
  if (message.kind === "system") return <SystemLine message={message} />;
  return (
    <MessageFrame authorId={message.authorId} createdAt={message.createdAt} lead={lead}>
      {editing ? tools.renderEditor(message) : <Words message={message} />}
    </MessageFrame>
  );
}

function Words({ message }: { message: MessageView }): ReactNode {
  if (message.deletedAt !== null) {
    return <p className="text-[14px] text-muted italic">This message was deleted.</p>;
  }
  return <MessageText text={message.text} note={<Edited at={message.editedAt} />} />;
}

function Edited({ at }: { at: string | null }) {
  if (at === null) return null;
  return (
    <span title={formatExact(at)} className="text-[12px] leading-4 text-muted">
      {" "}
      (edited)
    </span>
  );
}

function takeMessageKey(event: KeyboardEvent, message: MessageView, tools: TimelineTools): void {
  if (event.target !== event.currentTarget || event.defaultPrevented) return;
  const can = tools.abilitiesOf(message);
  const actions: Record<string, (() => void) | false> = {
    e: can.edit && (() => tools.edit(message.id)),
    delete: can.delete && (() => tools.askDelete(message)),
    backspace: can.delete && (() => tools.askDelete(message)),
    c: message.deletedAt === null && (() => tools.copyLink(message)),
    u: can.markUnread && (() => tools.markUnread(message)),
  };
  for (const [key, act] of Object.entries(actions)) {
    if (!act || !matchesHotkey(event, key)) continue;
    event.preventDefault();
    act();
    return;
  }
}
