import type { SessionView } from "@hallway/protocol";
import { Monitor, Smartphone } from "lucide-react";
import { useState } from "react";
import { dataOf, toErrorView } from "../../realtime/answer.ts";
import { countUnsentHere, leaveThisDevice } from "../../realtime/open-workspace.ts";
import { revokeOtherSessions } from "../../realtime/session.ts";
import { useWorkspace } from "../../state/use-workspace.ts";
import { Tag } from "../../ui/badge.tsx";
import { Button } from "../../ui/button.tsx";
import { ConfirmDialog } from "../../ui/confirm-dialog.tsx";
import { ErrorState } from "../../ui/error-state.tsx";
import { SkeletonRows } from "../../ui/skeleton.tsx";
import { TimeLabel } from "../../ui/time-label.tsx";
import { showToast } from "../../ui/toasts.ts";
import type { Loaded } from "../../ui/use-loaded.ts";
import { useSignOut } from "../../ui/use-sign-out.tsx";
import { deviceName, isHandheld } from "./device-name.ts";

/** My sessions, this one first, each with a way to end it. */
export function SessionList({ loaded }: { loaded: Loaded<SessionView[]> }) {
  const { data, problem, busy, reload } = loaded;
  const [endingOthers, setEndingOthers] = useState(false);
  if (data === undefined && problem !== null) {
    return (
      <ErrorState
        title="Your sessions could not be loaded"
        text={problem}
        onRetry={reload}
        retrying={busy}
      />
    );
  }
  if (data === undefined) return <SkeletonRows rows={3} label="Loading your sessions" />;
  const sessions = data.toSorted((a, b) => Number(b.current) - Number(a.current));
  return (
    <div className="flex flex-col gap-4">
      <ul aria-label="Sessions" className="flex flex-col divide-y divide-line">
        {sessions.map((session) => (
          <SessionRow key={session.id} session={session} onEnded={reload} />
        ))}
      </ul>
      <div className="flex justify-end">
        <Button disabled={sessions.length < 2} onClick={() => setEndingOthers(true)}>
          Sign out other sessions
        </Button>
      </div>
      <ConfirmDialog
        open={endingOthers}
        onOpenChange={setEndingOthers}
        title="Sign out everywhere else?"
        confirmLabel="Sign out other sessions"
        danger
        onConfirm={async () => {
          dataOf(await revokeOtherSessions());
          reload();
          showToast({ text: "You are signed in only here now", tone: "success" });
        }}
      >
        <p>Your other devices close Hallway at once. This one stays signed in.</p>
      </ConfirmDialog>
    </div>
  );
}

function SessionRow({ session, onEnded }: { session: SessionView; onEnded(): void }) {
  const workspace = useWorkspace();
  const [busy, setBusy] = useState(false);
  const here = useSignOut({ countUnsent: countUnsentHere, leave: leaveThisDevice });
  const name = deviceName(session.userAgent);
  const Icon = isHandheld(session.userAgent) ? Smartphone : Monitor;

  async function end() {
    setBusy(true);
    try {
      await workspace.command("session:revoke", { sessionId: session.id });
      showToast({ text: `${name} is signed out`, tone: "success" });
      onEnded();
    } catch (error) {
      showToast({ text: toErrorView(error).message, tone: "danger" });
    } finally {
      setBusy(false);
    }
  }

  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 py-3 first:pt-0">
      <Icon className="size-5 shrink-0 text-muted" aria-hidden="true" />
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-2 font-medium text-ink">
          {name}
          {session.current ? <Tag tone="accent">This device</Tag> : null}
        </p>
        <p className="text-small text-muted">
          {session.ip ? `${session.ip} · ` : ""}used{" "}
          <TimeLabel moment={session.lastUsedAt} format="relative" /> · since{" "}
          <TimeLabel moment={session.createdAt} format="short" />
        </p>
      </div>
      <Button
        size="small"
        loading={busy || here.busy}
        aria-label={session.current ? undefined : `Sign out ${name}`}
        onClick={() => void (session.current ? here.signOut() : end())}
      >
        Sign out
      </Button>
      {here.question}
    </li>
  );
}
