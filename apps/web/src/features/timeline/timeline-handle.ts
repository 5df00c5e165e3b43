/** What others may ask of the timeline. */
export type TimelineHandle = {
  /** Opens my last message for editing; false when there is none here. */
  editLast(): boolean;
  toEnd(): void;
};

/** A message that an address names. Another visit of the same address goes there again. */
export type Target = { id: string; visit: string };
