/** What an error tells the person who filled in a form. */
export type FormProblem = { text: string; field: string | undefined };

const UNKNOWN = "That did not work. Please try again.";

/** Reads an error of any make: its message, and the field it is about when it names one. */
export function toFormProblem(error: unknown): FormProblem {
  if (!(error instanceof Error)) return { text: UNKNOWN, field: undefined };
  const field = "field" in error && typeof error.field === "string" ? error.field : undefined;
  return { text: error.message || UNKNOWN, field };
}
