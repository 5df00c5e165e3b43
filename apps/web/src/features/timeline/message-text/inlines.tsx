import type { Inline } from "@hallway/markup";
import type { ReactNode } from "react";
import { ChannelPill, EveryonePill, PersonPill } from "./mention-pills.tsx";
import { MessageLink } from "./message-link.tsx";

/** A run of text with its formatting, links, mentions and emoji. */
export function Inlines({ inlines }: { inlines: readonly Inline[] }) {
  return inlines.map((inline, at) => <OneInline key={at.toString()} inline={inline} />);
}

function OneInline({ inline }: { inline: Inline }): ReactNode {
  switch (inline.kind) {
    case "text":
      return inline.text;
    case "line-break":
      return <br />;
    case "code":
      return (
        <code className="rounded-[5px] border border-line bg-code px-1 py-px font-mono text-[0.87em] [overflow-wrap:anywhere]">
          {inline.text}
        </code>
      );
    case "strong":
      return (
        <strong className="font-semibold">
          <Inlines inlines={inline.children} />
        </strong>
      );
    case "emphasis":
      return (
        <em>
          <Inlines inlines={inline.children} />
        </em>
      );
    case "strike":
      return (
        <s>
          <Inlines inlines={inline.children} />
        </s>
      );
    case "link":
      return (
        <MessageLink href={inline.href} deceptive={inline.deceptive}>
          <Inlines inlines={inline.children} />
        </MessageLink>
      );
    case "user-mention":
      return <PersonPill userId={inline.userId} />;
    case "channel-mention":
      return <ChannelPill conversationId={inline.conversationId} />;
    case "everyone-mention":
      return <EveryonePill audience={inline.audience} />;
    case "emoji":
      return (
        <span role="img" aria-label={inline.name.replaceAll("_", " ")} title={`:${inline.name}:`}>
          {inline.char}
        </span>
      );
  }
}
