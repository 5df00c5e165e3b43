import { useEffect, useState } from "react";

/** A stretch of code of one colour; `null` is the colour of the text. */
export type CodePiece = { text: string; colour: CodeColour | null };
export type CodeColour = "keyword" | "name" | "string" | "number" | "comment";

/** Colouring more than this would be felt while scrolling; longer code stays plain. */
const MOST_CHARACTERS = 8_000;

/** The code in colours, or `null` while they load and where there are none for its language. */
export function useHighlighted(code: string, language: string | null): readonly CodePiece[] | null {
  const [pieces, setPieces] = useState<readonly CodePiece[] | null>(null);
  useEffect(() => {
    setPieces(null);
    if (language === null || code.length > MOST_CHARACTERS) return;
    let current = true;
    import("./highlight.ts").then(
      ({ highlight }) => {
        if (current) setPieces(highlight(code, language));
      },
      () => {
        // Offline before the colours arrived: the code is readable without them.
      },
    );
    return () => {
      current = false;
    };
  }, [code, language]);
  return pieces;
}
