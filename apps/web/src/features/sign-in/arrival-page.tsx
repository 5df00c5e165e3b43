import { type ReactNode, useEffect } from "react";
import { ErrorState } from "../../ui/error-state.tsx";
import { PageFrame } from "../../ui/page-frame.tsx";
import { SkeletonRows } from "../../ui/skeleton.tsx";
import type { Loaded } from "../../ui/use-loaded.ts";

export type ArrivalPageProps<Data> = {
  title: string;
  intro?: ReactNode;
  footer?: ReactNode;
  loaded: Loaded<Data>;
  children(data: Data): ReactNode;
};

/** A page whose content waits for the server: grey lines meanwhile, a way to try again when it does not answer. */
export function ArrivalPage<Data>({ loaded, children, ...frame }: ArrivalPageProps<Data>) {
  const { data, problem, busy, reload } = loaded;
  const failed = data === undefined && problem !== null;
  useRetryWhenOnline(failed, reload);
  return (
    <PageFrame {...frame}>
      {data === undefined && problem === null ? (
        <SkeletonRows kind="lines" rows={5} label="Loading" />
      ) : null}
      {failed ? (
        <ErrorState
          title="The server did not answer"
          text={`${problem} This page goes on by itself when you are connected again.`}
          onRetry={reload}
          retrying={busy}
        />
      ) : null}
      {data === undefined ? null : children(data)}
    </PageFrame>
  );
}

function useRetryWhenOnline(failed: boolean, retry: () => void): void {
  useEffect(() => {
    if (!failed) return;
    window.addEventListener("online", retry);
    return () => window.removeEventListener("online", retry);
  }, [failed, retry]);
}
