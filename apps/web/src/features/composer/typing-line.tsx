import { Fragment } from "react";
import { useMembers, useTyping } from "../../state/use-workspace.ts";

const MOST_NAMES = 3;

/** Who is writing here now. The line keeps its place, so that nothing jumps. */
export function TypingLine({ conversationId }: { conversationId: string }) {
  const members = useMembers(useTyping(conversationId));
  const names = members.flatMap((member) => (member ? [member.displayName] : []));
  return (
    <p aria-live="polite" className="h-5 truncate px-1.5 pt-0.5 text-[12.5px] leading-4 text-muted">
      {names.length === 0 ? null : <WhoIsTyping names={names} />}
    </p>
  );
}

function WhoIsTyping({ names }: { names: readonly string[] }) {
  if (names.length > MOST_NAMES) return "Several people are typing…";
  return (
    <>
      {names.map((name, at) => (
        <Fragment key={name}>
          {at === 0 ? "" : at === names.length - 1 ? " and " : ", "}
          <bdi className="font-semibold text-ink-2">{name}</bdi>
        </Fragment>
      ))}
      {names.length === 1 ? " is typing…" : " are typing…"}
    </>
  );
}
