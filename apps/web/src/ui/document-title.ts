import { useEffect } from "react";

/** Names the browser's tab: `useDocumentTitle("general", "Acme")` is "general · Acme · Hallway". */
export function useDocumentTitle(...parts: (string | null | undefined)[]): void {
  const title = [...parts, "Hallway"].filter(Boolean).join(" · ");
  useEffect(() => {
    document.title = title;
  }, [title]);
}
