import type { Measure } from "./goal.ts";

/** What the checker found against these properties; null where one of them judged nothing. */
export function violationsOf(names: readonly string[]): Measure {
  return {
    name: `violations of ${inWords(names)}`,
    limit: { atMost: 0 },
    read: ({ verdict }) => {
      const judged = verdict.properties.filter(({ name }) => names.includes(name));
      if (judged.length < names.length || judged.some((one) => one.judged === 0)) return null;
      return judged.reduce((sum, { violations }) => sum + violations, 0);
    },
  };
}

/** Neighbours are many; a few are named. */
function inWords(names: readonly string[]): string {
  return names.length > 4 ? `${names[0]} to ${names.at(-1)}` : names.join(", ");
}
