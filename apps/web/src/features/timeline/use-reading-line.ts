import { useEffect, useRef, useState } from "react";
import { useUnread } from "../../state/use-workspace.ts";
import { isAttentive } from "./attention.ts";

/**
 * Where reading stopped when the conversation was opened: the line stays there while it is read. It moves only when
 * messages come while nobody looks, or when the person marks a message unread.
 */
export function useReadingLine(
  conversationId: string,
  isAtEnd: () => boolean,
): [number | null, (readUpTo: number) => void] {
  const { unread, firstUnreadSeq } = useUnread(conversationId);
  const [readUpTo, setReadUpTo] = useState(() => before(firstUnreadSeq));
  const previous = useRef(unread);
  const latestIsAtEnd = useRef(isAtEnd);
  latestIsAtEnd.current = isAtEnd;
  useEffect(() => {
    const isNew = previous.current === 0 && unread > 0;
    previous.current = unread;
    if (isNew && !(isAttentive() && latestIsAtEnd.current())) setReadUpTo(before(firstUnreadSeq));
  }, [unread, firstUnreadSeq]);
  return [readUpTo, setReadUpTo];
}

function before(seq: number | null): number | null {
  return seq === null ? null : seq - 1;
}
