import { useCallback, useEffect, useMemo, useRef } from "react";
import { useActions, useParticipation } from "../../state/use-workspace.ts";
import { isAttentive, onAttention } from "./attention.ts";
import { createReadMarker } from "./read-marker.ts";

export type ReadMarking = {
  /** Something may have been seen. */
  look(): void;
  /** The person marked something unread: nothing here is marked read until they come back. */
  hold(): void;
};

type Sight = { lastSeenSeq(): number | null; isAtEnd(): boolean };

/** Moves my read pointer to what is on the screen, while someone looks at it. */
export function useReadMarking(conversationId: string, sight: () => Sight): ReadMarking {
  const { markRead } = useActions();
  const takesPart = useParticipation(conversationId) !== undefined;
  const held = useRef(false);
  const latest = useRef(sight);
  latest.current = sight;

  const marker = useMemo(
    () =>
      createReadMarker({
        isAtEnd: () => latest.current().isAtEnd(),
        mark() {
          const seq = latest.current().lastSeenSeq();
          if (takesPart && !held.current && isAttentive() && seq !== null) {
            markRead(conversationId, seq);
          }
        },
      }),
    [conversationId, markRead, takesPart],
  );

  useEffect(() => {
    marker.look();
    return marker.stop;
  }, [marker]);
  useEffect(() => onAttention(marker.look), [marker]);
  const hold = useCallback(() => {
    marker.stop();
    held.current = true;
  }, [marker]);
  return { look: marker.look, hold };
}
