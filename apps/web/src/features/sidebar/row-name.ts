/** How many messages wait: all of them, and those that are for me. */
export type Waiting = { unread: number; mentions: number };

/** The accessible name of a conversation's row: `# general, 3 unread, 2 mentions`. */
export function rowName(title: string, isChannel: boolean, { unread, mentions }: Waiting): string {
  const parts = [isChannel ? `# ${title}` : title];
  if (unread > 0) parts.push(`${counted(unread)} unread`);
  if (mentions > 0) parts.push(`${counted(mentions)} ${mentions === 1 ? "mention" : "mentions"}`);
  return parts.join(", ");
}

function counted(count: number): string {
  return count > 999 ? "999+" : String(count);
}
