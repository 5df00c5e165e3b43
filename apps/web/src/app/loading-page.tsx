import { useEffect, useState } from "react";
import { Spinner } from "../ui/spinner.tsx";

const SHOWN_AFTER = 300;
/** A page comes in steps, each of which waits: to the person they are one wait. */
const SAME_WAIT_WITHIN = 100;
let lastWait = { begun: 0, ended: Number.NEGATIVE_INFINITY };

/** While a page's code is on its way; a short wait shows nothing. */
export function LoadingPage() {
  const [late, setLate] = useState(false);
  useEffect(() => {
    const now = performance.now();
    const begun = now - lastWait.ended < SAME_WAIT_WITHIN ? lastWait.begun : now;
    const timer = setTimeout(() => setLate(true), Math.max(0, begun + SHOWN_AFTER - now));
    return () => {
      clearTimeout(timer);
      lastWait = { begun, ended: performance.now() };
    };
  }, []);
  return (
    <div aria-busy="true" className="flex min-h-dvh items-center justify-center gap-3 text-muted">
      {late ? (
        <>
          <Spinner className="size-5" />
          <span>Opening Hallway…</span>
        </>
      ) : null}
    </div>
  );
}
