import { byMessage, judgeEach, type Property, sendsOf } from "./property.ts";

/** Whoever got no answer cannot know; the database may hold the message or not, but not otherwise, and not if it was refused. */
export const unansweredAtMostOnce: Property = {
  name: "P2",
  promise:
    "What was not answered is stored as it was said, or not at all; what was only refused is not stored.",
  judge(record) {
    const unsure = [...byMessage(sendsOf(record))].filter(
      ([, tries]) => !tries.some(({ outcome }) => outcome === "answered"),
    );
    return judgeEach(unsure, ([id, tries]) => {
      const stored = record.truth.messages.get(id);
      if (!stored) return [];
      if (tries.every(({ outcome }) => outcome === "refused")) {
        return [`message ${id} was refused (${tries[0]?.why}) and is stored`];
      }
      const isAsSent =
        stored.edited || stored.deleted || tries.some(({ text }) => text === stored.text);
      return isAsSent ? [] : [`message ${id} is stored as "${stored.text}", which nobody sent`];
    });
  },
};
