import type { Measure } from "./goal.ts";

/** What the checker found against these properties; null where one of them judged nothing. */
export function violationsOf(names: readonly string[]): Measure {
  return {
    name: `violations of ${names.length > 1 ? `${names[0]} to ${names.at(-1)}` : names.join()}`,
    limit: { atMost: 0 },
    read: ({ verdict }) => {
      const judged = verdict.properties.filter(({ name }) => names.includes(name));
      if (judged.length < names.length || judged.some((one) => one.judged === 0)) return null;
      return judged.reduce((sum, { violations }) => sum + violations, 0);
    },
  };
}
