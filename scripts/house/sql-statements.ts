/** Cuts a script into its statements, without comments and with every text emptied, in lower case. */
export function statementsOf(script: string): string[] {
  const plain = script.replaceAll(unread, (match) => {
    if (match.startsWith("--") || match.startsWith("/*")) return " ";
    return match.startsWith("$") ? "$$" : "''";
  });
  return plain
    .split(";")
    .map((statement) =>
      statement
        .replaceAll(/["\s]+/g, " ")
        .trim()
        .toLowerCase(),
    )
    .filter((statement) => statement !== "");
}

/** Comments, texts between quotes, and bodies between dollars. */
const unread = /--[^\n]*|\/\*[\s\S]*?\*\/|'(?:[^']|'')*'|(\$\w*\$)[\s\S]*?\1/g;
