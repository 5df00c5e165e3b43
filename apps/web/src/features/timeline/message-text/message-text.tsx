import { isEmojiOnly, type ParseOptions, parse } from "@hallway/markup";
import { type ReactNode, useMemo } from "react";
import { classes } from "../../../ui/classes.ts";
import { Blocks } from "./blocks.tsx";
import { useEmojiNames } from "./emoji-names.ts";

/** What a message says, drawn from its Markdown; `note` stands at its end. */
export function MessageText({ text, note }: { text: string; note?: ReactNode }) {
  const emoji = useEmojiNames(text);
  const { blocks, large } = useMemo(() => {
    const options: ParseOptions = emoji ? { emoji } : {};
    return { blocks: parse(text, options), large: isEmojiOnly(text, options) };
  }, [text, emoji]);
  const inline = blocks.at(-1)?.kind === "paragraph";
  return (
    <div
      className={classes(
        "flex min-w-0 flex-col gap-1.5 [overflow-wrap:anywhere]",
        large && "text-[32px] leading-[1.25]",
      )}
    >
      <Blocks blocks={blocks} tail={inline ? note : null} />
      {inline ? null : note}
    </div>
  );
}
