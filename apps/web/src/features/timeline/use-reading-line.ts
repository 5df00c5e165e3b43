import { useEffect, useRef, useState } from "react";
import { useUnread, useWorkspaceState } from "../../state/use-workspace.ts";
import { isAttentive } from "./attention.ts";

/**
 * Where reading stopped when the conversation was opened: the line stays there while it is read. It moves only when
 * messages come while nobody looks, or when the person marks a message unread.
 */
export function useReadingLine(
  conversationId: string,
  isAtEnd: () => boolean,
): [number | null, (readUpTo: number) => void] {
  const { unread } = useUnread(conversationId);
  const pointer = useWorkspaceState(
    ({ readPointers, participations }) =>
      readPointers.get(conversationId) ?? participations.get(conversationId)?.lastReadSeq ?? 0,
  );
  const [readUpTo, setReadUpTo] = useState(() => (unread > 0 ? pointer : null));
  const previous = useRef(unread);
  const latestIsAtEnd = useRef(isAtEnd);
  latestIsAtEnd.current = isAtEnd;
  useEffect(() => {
    const isNew = previous.current === 0 && unread > 0;
    previous.current = unread;
    if (isNew && !(isAttentive() && latestIsAtEnd.current())) setReadUpTo(pointer);
  }, [unread, pointer]);
  return [readUpTo, setReadUpTo];
}
