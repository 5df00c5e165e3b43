import { useState } from "react";
import { toErrorView } from "../../realtime/answer.ts";
import { useActions, useConversation, useMe } from "../../state/use-workspace.ts";
import { Button } from "../../ui/button.tsx";

/** Stands where the composer would, for a public channel that I only look at. */
export function JoinBar({ conversationId }: { conversationId: string }) {
  const { joinChannel } = useActions();
  const conversation = useConversation(conversationId);
  const isGuest = useMe()?.role === "guest";
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const name = `#${conversation?.name ?? ""}`;
  const archived = conversation?.archivedAt != null;

  async function join() {
    setBusy(true);
    setProblem(null);
    try {
      await joinChannel(conversationId);
    } catch (error) {
      setProblem(toErrorView(error).message);
      setBusy(false);
    }
  }

  return (
    <div className="mx-5 mb-6 flex flex-wrap items-center justify-center gap-x-4 gap-y-2 rounded-composer border border-line bg-surface-2 px-4 py-3.5 phone:mx-2.5 phone:mb-[max(0.75rem,env(safe-area-inset-bottom))]">
      <p className="text-[14px] text-ink-2">
        {archived ? (
          "This channel is archived: it can be read, but not written in."
        ) : (
          <>
            You are looking at <bdi className="font-semibold text-ink">{name}</bdi>
          </>
        )}
      </p>
      {archived || isGuest ? null : (
        <Button variant="primary" loading={busy} onClick={() => void join()}>
          Join {name}
        </Button>
      )}
      {problem === null ? null : (
        <p role="alert" className="w-full text-center text-small text-danger-text">
          {problem}
        </p>
      )}
    </div>
  );
}
