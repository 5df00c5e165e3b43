import type { MessageView } from "@hallway/protocol";
import { createContext, type ReactNode, use } from "react";
import type { MessageAbilities } from "./message-permissions.ts";

/** What the lines of a timeline share. Stays the same object while nothing of it changes. */
export type TimelineTools = {
  slug: string;
  abilitiesOf(message: MessageView): MessageAbilities;
  copyLink(message: MessageView): void;
  copyText(message: MessageView): void;
  markUnread(message: MessageView): void;
  edit(messageId: string | null): void;
  askDelete(message: MessageView): void;
  backToComposer(): void;
  renderEditor(message: MessageView): ReactNode;
};

export const TimelineContext = createContext<TimelineTools | null>(null);

export function useTimelineTools(): TimelineTools {
  const tools = use(TimelineContext);
  if (!tools) throw new Error("A message stands outside of a timeline.");
  return tools;
}
