/** True when a page's own code could not be fetched: offline, or replaced by a newer build. */
export function isMissingCode(error: unknown): boolean {
  return (
    error instanceof Error &&
    /dynamically imported module|importing a module script|preload CSS|loading chunk/i.test(
      error.message,
    )
  );
}

/** An error as text that helps to find it. */
export function describeProblem(error: unknown): string {
  if (error instanceof Error) return error.stack ?? `${error.name}: ${error.message}`;
  return typeof error === "string" ? error : (JSON.stringify(error) ?? String(error));
}
