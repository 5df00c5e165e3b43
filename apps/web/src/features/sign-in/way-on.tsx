import { Navigate } from "react-router";
import { ErrorState } from "../../ui/error-state.tsx";
import { SkeletonRows } from "../../ui/skeleton.tsx";
import { useLoaded } from "../../ui/use-loaded.ts";
import { findWayOn } from "./arrival.ts";

/** For someone who is signed in already: leads on to where they belong. */
export function WayOn({ next }: { next: string | null }) {
  const way = useLoaded(() => findWayOn(next), next ?? "");
  if (way.data !== undefined) return <Navigate to={way.data} replace />;
  if (way.problem === null) return <SkeletonRows kind="lines" rows={3} label="Opening Hallway" />;
  return (
    <ErrorState
      title="Your workspaces could not be loaded"
      text={way.problem}
      onRetry={way.reload}
      retrying={way.busy}
    />
  );
}
