/**
 * A short exchange between people A, B and C. `{…}` are slots (see `slots.ts`), `@A` is a mention. A line may have
 * several paragraphs.
 */
export type Exchange = readonly (readonly ["A" | "B" | "C", string])[];
