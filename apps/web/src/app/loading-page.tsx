import { useEffect, useState } from "react";
import { Spinner } from "../ui/spinner.tsx";

const SHOWN_AFTER = 300;

/** While a page's code is on its way; a short wait shows nothing. */
export function LoadingPage() {
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), SHOWN_AFTER);
    return () => clearTimeout(timer);
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
