import { useState } from "react";
import { toErrorView } from "../../realtime/answer.ts";
import { useActions, useParticipation } from "../../state/use-workspace.ts";
import { Switch } from "../../ui/switch.tsx";

/** What I want of a conversation; only I see it. */
export function MySide({ conversationId }: { conversationId: string }) {
  const { updateParticipation } = useActions();
  const participation = useParticipation(conversationId);
  const [problem, setProblem] = useState<string | null>(null);

  async function change(changes: { starred?: boolean; muted?: boolean }) {
    setProblem(null);
    try {
      await updateParticipation({ conversationId, ...changes });
    } catch (error) {
      setProblem(toErrorView(error).message);
    }
  }

  return (
    <section aria-label="For me" className="flex flex-col gap-2">
      <Switch
        label="Starred"
        hint="Stands above the others in my list."
        checked={participation?.starred ?? false}
        onChange={(event) => void change({ starred: event.target.checked })}
      />
      <Switch
        label="Muted"
        hint="Unread messages stay quiet; mentions of me are still shown."
        checked={participation?.muted ?? false}
        onChange={(event) => void change({ muted: event.target.checked })}
      />
      {problem === null ? null : (
        <p role="alert" className="text-small text-danger-text">
          {problem}
        </p>
      )}
    </section>
  );
}
