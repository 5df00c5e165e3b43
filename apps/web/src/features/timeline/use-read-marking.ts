import { useCallback, useEffect, useRef } from "react";
import { useActions, useParticipation } from "../../state/use-workspace.ts";
import { isAttentive, onAttention } from "./attention.ts";

/** Long enough that flying past is not reading. */
const SEEN_AFTER_MS = 250;

export type ReadMarking = {
  /** Something may have been seen. */
  look(): void;
  /** The person marked something unread: nothing here is marked read until they come back. */
  hold(): void;
};

/** Moves my read pointer to what is on the screen, while someone looks at it. */
export function useReadMarking(
  conversationId: string,
  lastSeenSeq: () => number | null,
): ReadMarking {
  const { markRead } = useActions();
  const takesPart = useParticipation(conversationId) !== undefined;
  const held = useRef(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const latestSeen = useRef(lastSeenSeq);
  latestSeen.current = lastSeenSeq;

  const look = useCallback(() => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      const seq = latestSeen.current();
      if (takesPart && !held.current && isAttentive() && seq !== null) {
        markRead(conversationId, seq);
      }
    }, SEEN_AFTER_MS);
  }, [conversationId, markRead, takesPart]);

  useEffect(() => {
    look();
    return () => clearTimeout(timer.current);
  }, [look]);
  useEffect(() => onAttention(look), [look]);
  const hold = useCallback(() => {
    clearTimeout(timer.current);
    held.current = true;
  }, []);
  return { look, hold };
}
