import { Hash, Lock } from "lucide-react";
import { useMemo } from "react";
import { useWorkspace } from "../../state/use-workspace.ts";
import { stillMeant } from "./still-meant.ts";
import type { Suggestion } from "./suggestion-list.tsx";
import { useAnswer } from "./use-answer.ts";

const MOST = 8;

/** The channels whose names hold what was typed; `null` asks for nothing. */
export function useChannelSuggestions(query: string | null): readonly Suggestion[] {
  const { command } = useWorkspace();
  const answer = useAnswer(query, (typed) =>
    command("channel:browse", { query: typed, limit: MOST }),
  );
  return useMemo(() => {
    if (query === null) return [];
    return stillMeant(answer, query).map(({ id, name, topic, private: closed }) => ({
      key: id,
      title: name,
      detail: topic,
      picture: closed ? <Lock className="size-4" /> : <Hash className="size-4" />,
      pick: { label: `#${name}`, token: `<#${id}>` },
    }));
  }, [query, answer]);
}
