import type { Property } from "./property.ts";

/** Each event and each answer is parsed strictly by its contract as it arrives; what does not fit is noted. */
export const fitsItsContract: Property = {
  name: "contract",
  promise:
    "Every event and every answer has the shape that its contract gives it, and nothing more.",
  judge({ malformed, deliveries, attempts }) {
    return {
      judged: deliveries.length + attempts.filter(({ outcome }) => outcome === "answered").length,
      violations: malformed.map(({ client, what, problem }) => `${client}: ${what}: ${problem}`),
    };
  },
};
