import type { MessageView, SystemEvent } from "@hallway/protocol";
import { Archive, ArrowRight, Info, type LucideIcon, Pencil } from "lucide-react";
import { useMember, useMembers } from "../../state/use-workspace.ts";
import { TimeLabel } from "../../ui/time-label.tsx";
import { describeSystemEvent } from "./system-words.ts";

const ICONS: Partial<Record<SystemEvent["event"], LucideIcon>> = {
  joined: ArrowRight,
  added: ArrowRight,
  renamed: Pencil,
  topic: Pencil,
  purpose: Pencil,
  archived: Archive,
};

/** Something that happened in the conversation. */
export function SystemLine({ message }: { message: MessageView }) {
  const author = useMember(message.authorId);
  const people = useMembers(message.system?.userIds ?? NOBODY);
  const Icon = (message.system && ICONS[message.system.event]) ?? Info;
  const words =
    message.system && author
      ? describeSystemEvent(message.system, {
          author: isolated(author.displayName),
          people: people.map((member) => isolated(member?.displayName ?? "someone")),
        })
      : message.text;
  return (
    <div className="flex items-baseline gap-3 text-[14px] text-muted">
      <span
        aria-hidden="true"
        className="flex w-(--avatar-size) shrink-0 justify-center self-start pt-[3px]"
      >
        <Icon className="size-3.5" />
      </span>
      <p className="min-w-0 [overflow-wrap:anywhere]">{words}</p>
      <TimeLabel moment={message.createdAt} className="text-[12px]" />
    </div>
  );
}

const NOBODY: readonly string[] = [];

const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]/;

/** A name that reads the other way must not turn the sentence around it. */
function isolated(name: string): string {
  return RIGHT_TO_LEFT.test(name) ? `\u2068${name}\u2069` : name;
}
