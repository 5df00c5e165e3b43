import { byMessage, judgeEach, type Property, sendsOf } from "./property.ts";

/** A message's id is its key: each try of it, on whatever node, is answered with that very message at one place. */
export const sameKeySameAnswer: Property = {
  name: "P3",
  promise: "All answers to one message's id name that id, one conversation and one seq.",
  judge(record) {
    const { messages } = record.truth;
    return judgeEach(byMessage(sendsOf(record)), ([id, tries]) => {
      const answers = tries.flatMap(({ answer }) => answer?.message ?? []);
      const wrong = answers.find((answer) => answer.id !== id);
      if (wrong) return [`message ${id} was answered with ${wrong.id}`];
      const stored = messages.get(id);
      const places = new Set(answers.map(({ conversation, seq }) => `${conversation} ${seq}`));
      if (stored) places.add(`${stored.conversation} ${stored.seq}`);
      return places.size > 1 ? [`message ${id} is at ${[...places].join(" and at ")}`] : [];
    });
  },
};
