import { useEffect, useState } from "react";
import { useConnection, useOutbox } from "../../state/use-workspace.ts";
import { StatusLine, type StatusLineProps } from "../../ui/status-line.tsx";

type Status = Required<Pick<StatusLineProps, "text" | "tone">>;

/** A hiccup shorter than this is not worth a word. */
const WORTH_SAYING_MS = 700;

/** What the connection and the outbox are doing, when that is worth knowing. */
export function StatusRegion() {
  const { phase } = useConnection();
  const { waiting, failed } = useOutbox();
  const status = useSettled(statusOf(phase, waiting, failed));
  return (
    <StatusLine
      {...status}
      className="mx-2 mb-1 overflow-hidden rounded-control bg-surface empty:hidden phone:shadow-2"
    />
  );
}

function statusOf(phase: string, waiting: number, failed: number): Status {
  if (phase === "offline") {
    return {
      text: "You are offline: messages will be sent when you are back",
      tone: "warning",
    };
  }
  if (phase === "reconnecting") return { text: "Reconnecting…", tone: "working" };
  if (waiting > 0) return { text: "Sending…", tone: "working" };
  if (failed > 0) {
    return {
      text: failed === 1 ? "One message was not sent" : `${failed} messages were not sent`,
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
