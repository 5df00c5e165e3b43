import type { SystemEvent } from "@hallway/protocol";

export type SystemWords = {
  author: string;
  /** Whom it happened to. */
  people: readonly string[];
};

/** What happened in a conversation, in a sentence. */
export function describeSystemEvent(event: SystemEvent, { author, people }: SystemWords): string {
  const whom = listed(people);
  switch (event.event) {
    case "created":
      return `${author} created this channel`;
    case "joined":
      return `${author} joined`;
    case "left":
      return `${author} left`;
    case "added":
      return `${author} added ${whom}`;
    case "removed":
      return `${author} removed ${whom}`;
    case "renamed":
      return `${author} renamed the channel from #${event.from} to #${event.to}`;
    case "topic":
      return event.to ? `${author} set the topic: ${event.to}` : `${author} cleared the topic`;
    case "purpose":
      return event.to ? `${author} set the purpose: ${event.to}` : `${author} cleared the purpose`;
    case "privacy":
      return `${author} made this channel ${event.to ?? "private"}`;
    case "archived":
      return `${author} archived this channel`;
    case "unarchived":
      return `${author} opened this channel again`;
  }
}

function listed(people: readonly string[]): string {
  if (people.length === 0) return "someone";
  if (people.length === 1) return people[0] ?? "someone";
  return `${people.slice(0, -1).join(", ")} and ${people.at(-1)}`;
}
