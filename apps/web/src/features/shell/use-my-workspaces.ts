import type { WorkspaceSummary } from "@hallway/protocol";
import { useCallback, useEffect, useState } from "react";
import { toErrorView } from "../../realtime/answer.ts";
import { serverCommand } from "../../realtime/server-command.ts";
import { listedWorkspaces } from "../../state/open-workspaces.ts";

/** My workspaces as far as they are known. */
export type MyWorkspaces =
  | { phase: "loading" }
  | { phase: "ready"; workspaces: readonly WorkspaceSummary[] }
  | { phase: "signed-out" }
  | { phase: "failed"; message: string };

/** My workspaces; asked for again when `slug` is none of them, since one may have been joined or renamed meanwhile. */
export function useMyWorkspaces(slug: string): { mine: MyWorkspaces; retry(): void } {
  const [mine, setMine] = useState<MyWorkspaces>(() => {
    const known = listedWorkspaces.getState();
    return known?.some((workspace) => workspace.slug === slug)
      ? { phase: "ready", workspaces: known }
      : { phase: "loading" };
  });
  const [attempt, setAttempt] = useState(0);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another slug or attempt asks again.
  useEffect(() => {
    let current = true;
    serverCommand("workspace:mine", {}).then(
      ({ workspaces }) => {
        if (!current) return;
        listedWorkspaces.setState(workspaces, true);
        setMine({ phase: "ready", workspaces });
      },
      (error: unknown) => {
        const { code, message } = toErrorView(error);
        if (!current) return;
        if (code === "unauthenticated") setMine({ phase: "signed-out" });
        else setMine((old) => (old.phase === "ready" ? old : { phase: "failed", message }));
      },
    );
    return () => {
      current = false;
    };
  }, [slug, attempt]);

  const retry = useCallback(() => {
    setMine({ phase: "loading" });
    setAttempt((count) => count + 1);
  }, []);
  return { mine, retry };
}
