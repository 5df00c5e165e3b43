import { useEffect, useState } from "react";
import { Link, useParams } from "react-router";
import { heldBy } from "../../state/pending.ts";
import {
  useActions,
  useConnection,
  useOutbox,
  useWorkspaceState,
  useWorkspaceView,
} from "../../state/use-workspace.ts";
import { StatusLine, type StatusLineProps } from "../../ui/status-line.tsx";

type Status = Required<Pick<StatusLineProps, "text" | "tone">>;

const RECONNECTING: Status = { text: "Reconnecting…", tone: "working" };

/** A hiccup shorter than this is not worth a word. */
const WORTH_SAYING_MS = 700;

/** What the connection and the outbox are doing, when that is worth knowing. */
export function StatusRegion() {
  const { phase } = useConnection();
  const { waiting } = useOutbox();
  const { conversationId = "" } = useParams();
  const [failedIn, ...more] = useFailedElsewhere(conversationId);
  const held = useHeldElsewhere(conversationId);
  const status = useSettled(
    statusOf(phase, { waiting, held, failed: failedIn ? more.length + 1 : 0 }),
  );
  return (
    <StatusLine
      {...status}
      action={actionOf(status, failedIn)}
      className="pointer-events-auto mx-2 mb-1 overflow-hidden rounded-control bg-surface empty:hidden phone:shadow-2"
    />
  );
}

function actionOf({ text, tone }: Status, failedIn: string | undefined) {
  if (text === RECONNECTING.text) return <TryNow />;
  return tone === "danger" && failedIn ? <ShowFailed at={failedIn} /> : null;
}

function TryNow() {
  const { reconnectNow } = useActions();
  return (
    <button
      type="button"
      onClick={reconnectNow}
      className="ml-auto min-h-(--touch-height) px-1 underline underline-offset-2"
    >
      Try now
    </button>
  );
}

function ShowFailed({ at }: { at: string }) {
  const slug = useWorkspaceView()?.slug ?? "";
  return (
    <Link
      to={`/${slug}/c/${at}`}
      className="ml-auto flex min-h-(--touch-height) items-center px-1 underline underline-offset-2"
    >
      Show
    </Link>
  );
}

/** Where messages were not sent, once for each. What is open is left out: there each says so itself. */
function useFailedElsewhere(openId: string): readonly string[] {
  return useWorkspaceState(({ pending, conversations }) =>
    [...pending.values()]
      .flat()
      .filter(({ status, conversationId: id }) => status === "failed" && id !== openId)
      .map(({ conversationId }) => conversationId)
      .filter((id) => conversations.has(id)),
  );
}

/** Why messages must wait; where they were written each says so itself. */
function useHeldElsewhere(openId: string): string | null {
  return useWorkspaceState(({ pending, conversations }) => {
    for (const [id, queue] of pending) {
      const reason = id !== openId && conversations.has(id) ? heldBy(queue) : null;
      if (reason) return reason.message;
    }
    return null;
  });
}

type Outbox = { waiting: number; held: string | null; failed: number };

function statusOf(phase: string, { waiting, held, failed }: Outbox): Status {
  if (phase === "offline") {
    return {
      text: "You are offline: messages will be sent when you are back",
      tone: "warning",
    };
  }
  if (phase === "reconnecting") return RECONNECTING;
  if (waiting > 0) return { text: "Sending…", tone: "working" };
  if (held !== null) return { text: `A message elsewhere is waiting. ${held}`, tone: "warning" };
  if (failed > 0) {
    return {
      text:
        failed === 1
          ? "A message elsewhere was not sent"
          : `${failed} messages elsewhere were not sent`,
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
