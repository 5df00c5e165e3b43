import { type ReactNode, Suspense, useEffect } from "react";
import { SkeletonRows } from "../../ui/skeleton.tsx";

/** Grey lines while a page's code is on its way; says when the panel is up. */
export function PageBoundary({ onShown, children }: { onShown(): void; children: ReactNode }) {
  // biome-ignore lint/correctness/useExhaustiveDependencies: said once, when the panel opens.
  useEffect(onShown, []);
  return (
    <Suspense fallback={<SkeletonRows kind="lines" rows={6} label="Loading" />}>
      {children}
    </Suspense>
  );
}
