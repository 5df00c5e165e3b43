import type { SyntheticEvent } from "react";

/** Whether a button was pressed with a key: then the focus must go on from it when it vanishes. */
export function isByKey(event: SyntheticEvent): boolean {
  return event.currentTarget.matches(":focus-visible");
}
