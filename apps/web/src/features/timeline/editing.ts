import type { MessageView } from "@hallway/protocol";

/** A message being changed in its place, and what to call when that ends. */
export type Editing = {
  message: MessageView;
  onDone(): void;
  /** Nothing is left of its text. */
  onEmptied(): void;
};
