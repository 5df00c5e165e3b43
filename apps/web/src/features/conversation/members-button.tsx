import { Users } from "lucide-react";
import { AvatarStack } from "../../ui/avatar-stack.tsx";
import { useIsPhone } from "../../ui/media-query.ts";
import { useSomePeople } from "./use-some-people.ts";

export type MembersButtonProps = {
  conversationId: string;
  count: number;
  pressed: boolean;
  onClick(): void;
};

/** A few of the people of a conversation and how many they are; leads to all of them. */
export function MembersButton({ conversationId, count, pressed, onClick }: MembersButtonProps) {
  const people = useSomePeople(conversationId, count);
  const phone = useIsPhone();
  return (
    <button
      type="button"
      aria-label="Members"
      aria-pressed={pressed}
      title={`${count} ${count === 1 ? "person" : "people"}`}
      onClick={onClick}
      className="tabular inline-flex h-8 shrink-0 items-center gap-2 rounded-control px-2 text-[14px] text-ink-2 hover:bg-press hover:text-ink aria-pressed:bg-accent-soft aria-pressed:text-accent-text phone:h-11 phone:min-w-11 phone:justify-center"
    >
      {people.length > 0 && !phone ? (
        <AvatarStack people={people} total={people.length} />
      ) : (
        <Users className="size-[18px]" aria-hidden="true" />
      )}
      {count > 0 ? count : null}
    </button>
  );
}
