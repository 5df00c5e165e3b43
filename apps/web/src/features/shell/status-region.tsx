import { useEffect, useState } from "react";
import { useParams } from "react-router";
import { useConnection, useOutbox, useWorkspaceState } from "../../state/use-workspace.ts";
import { StatusLine, type StatusLineProps } from "../../ui/status-line.tsx";

type Status = Required<Pick<StatusLineProps, "text" | "tone">>;

/** A hiccup shorter than this is not worth a word. */
const WORTH_SAYING_MS = 700;

/** What the connection and the outbox are doing, when that is worth knowing. */
export function StatusRegion() {
  const { phase } = useConnection();
  const { waiting, failed } = useOutbox();
  const { conversationId = "" } = useParams();
  const failedElsewhere = failed - useFailedIn(conversationId);
  const status = useSettled(statusOf(phase, waiting, failedElsewhere));
  return (
    <StatusLine
      {...status}
      className="mx-2 mb-1 overflow-hidden rounded-control bg-surface empty:hidden phone:shadow-2"
    />
  );
}

/** A message that was not sent says so itself where it stands. */
function useFailedIn(conversationId: string): number {
  return useWorkspaceState(({ pending }) => {
    const mine = pending.get(conversationId) ?? [];
    return mine.filter(({ status }) => status === "failed").length;
  });
}

function statusOf(phase: string, waiting: number, failedElsewhere: number): Status {
  if (phase === "offline") {
    return {
      text: "You are offline: messages will be sent when you are back",
      tone: "warning",
    };
  }
  if (phase === "reconnecting") return { text: "Reconnecting…", tone: "working" };
  if (waiting > 0) return { text: "Sending…", tone: "working" };
  if (failedElsewhere > 0) {
    return {
      text:
        failedElsewhere === 1
          ? "A message in another conversation was not sent"
          : `${failedElsewhere} messages in other conversations were not sent`,
      tone: "danger",
    };
  }
  return { text: "", tone: "quiet" };
}

function useSettled(status: Status): Status {
  const [said, setSaid] = useState(status);
  const { text, tone } = status;
  useEffect(() => {
    const timer = setTimeout(() => setSaid({ text, tone }), text === "" ? 0 : WORTH_SAYING_MS);
    return () => clearTimeout(timer);
  }, [text, tone]);
  return said;
}
