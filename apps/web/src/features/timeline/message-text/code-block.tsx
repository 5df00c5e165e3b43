import { Check, Copy } from "lucide-react";
import { useEffect, useState } from "react";
import { copyToClipboard } from "../copy-to-clipboard.ts";
import { type CodePiece, useHighlighted } from "./highlighting.ts";
import { languageName } from "./language-names.ts";

/** Code on its own surface, with its language and a way to copy it. */
export function CodeBlock({ code, language }: { code: string; language: string | null }) {
  const pieces = useHighlighted(code, language);
  return (
    <figure className="my-0.5 overflow-hidden rounded-card border border-line bg-code">
      <figcaption className="flex items-center gap-2 pt-1.5 pr-1.5 pl-3.5 text-tiny text-muted">
        <span>{language === null ? "Code" : languageName(language)}</span>
        <CopyCode code={code} />
      </figcaption>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: long lines are read by scrolling with the keyboard. */}
      <pre tabIndex={0} className="overflow-x-auto px-3.5 pt-1 pb-3 -outline-offset-2">
        <code className="font-mono text-[13px] leading-[1.55] whitespace-pre text-ink">
          {pieces === null ? code : <Pieces pieces={pieces} />}
        </code>
      </pre>
    </figure>
  );
}

function Pieces({ pieces }: { pieces: readonly CodePiece[] }) {
  return pieces.map((piece, at) =>
    piece.colour === null ? (
      piece.text
    ) : (
      <span key={at.toString()} style={{ color: `var(--code-${piece.colour})` }}>
        {piece.text}
      </span>
    ),
  );
}

const SAID_FOR = 2_000;

function CopyCode({ code }: { code: string }) {
  const [state, setState] = useState<"idle" | "copied" | "refused">("idle");
  useEffect(() => {
    if (state === "idle") return;
    const timer = setTimeout(() => setState("idle"), SAID_FOR);
    return () => clearTimeout(timer);
  }, [state]);
  const words = { idle: "", copied: "Copied", refused: "Not allowed here: select the code" };
  return (
    <>
      <button
        type="button"
        aria-label="Copy code"
        title="Copy code"
        onClick={async () => setState((await copyToClipboard(code)) ? "copied" : "refused")}
        className="inline-flex size-6 items-center justify-center rounded-[6px] text-muted hover:bg-press hover:text-ink phone:size-11 [&>svg]:size-3.5"
      >
        {state === "copied" ? <Check /> : <Copy />}
      </button>
      <span aria-live="polite" className="text-tiny">
        {words[state]}
      </span>
    </>
  );
}
