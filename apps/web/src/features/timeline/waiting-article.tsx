import { CircleAlert } from "lucide-react";
import type { MouseEvent } from "react";
import { useActions, useMe } from "../../state/use-workspace.ts";
import { Button } from "../../ui/button.tsx";
import { classes } from "../../ui/classes.ts";
import { isByKey } from "../../ui/pressed-by-key.ts";
import { MessageFrame, useMessageName } from "./message-frame.tsx";
import { MessageText } from "./message-text/message-text.tsx";
import type { WaitingMessage } from "./rows.ts";
import { useTimelineTools } from "./timeline-context.ts";

export type WaitingArticleProps = {
  message: WaitingMessage;
  lead: boolean;
  /** The one that Tab leads to. */
  reachable: boolean;
};

/** A message of mine that is on its way, or that was refused and can be sent again or given up. */
export function WaitingArticle({ message, lead, reachable }: WaitingArticleProps) {
  const myId = useMe()?.userId ?? "";
  const name = useMessageName(myId, message.createdAt);
  const { failed, problem } = message;
  const state = failed ? "not sent" : problem === null ? "sending" : "waiting";
  return (
    <article
      id={`message-${message.id}`}
      aria-label={`${name}, ${state}`}
      tabIndex={reachable ? 0 : -1}
      className={classes(
        "group relative mx-2 rounded-control px-3 pb-0.5 -outline-offset-2 phone:mx-0 phone:px-3.5",
        lead ? "mt-(--message-space) pt-1" : "pt-0.5",
        failed && "bg-danger-soft",
      )}
    >
      <MessageFrame authorId={myId} createdAt={message.createdAt} lead={lead}>
        <div className={failed ? undefined : "opacity-60"}>
          <MessageText text={message.text} note={failed ? null : <OnItsWay problem={problem} />} />
        </div>
        {failed ? <Refused id={message.id} problem={problem ?? ""} /> : null}
      </MessageFrame>
    </article>
  );
}

function OnItsWay({ problem }: Pick<WaitingMessage, "problem">) {
  return (
    <span
      role={problem ? "status" : undefined}
      className="appear-late text-[12px] leading-4 text-ink-2"
    >
      {problem === null ? " Sending…" : problem === "" ? " Waiting" : ` Waiting. ${problem}`}
    </span>
  );
}

function Refused({ id, problem }: { id: string; problem: string }) {
  const { retryMessage, discardMessage } = useActions();
  const { backToComposer } = useTimelineTools();
  // The button goes with what it says; whoever pressed it with a key goes on where they write.
  const pressed = (act: (id: string) => void) => (event: MouseEvent) => {
    const byKey = isByKey(event);
    act(id);
    if (byKey) backToComposer();
  };
  return (
    <div
      role="status"
      className="mt-1 flex flex-wrap items-center gap-x-3 gap-y-1 pb-1.5 text-small text-danger-text"
    >
      <span className="flex items-center gap-1.5 font-medium">
        <CircleAlert className="size-3.5 shrink-0" aria-hidden="true" />
        Not sent
      </span>
      <span className="min-w-0">{problem}</span>
      <span className="flex gap-1.5">
        <Button size="small" onClick={pressed(retryMessage)}>
          Retry
        </Button>
        <Button size="small" variant="ghost" onClick={pressed(discardMessage)}>
          Discard
        </Button>
      </span>
    </div>
  );
}
