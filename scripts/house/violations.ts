import { importRules } from "./import-rules.ts";
import { importsOf } from "./imports.ts";
import type { SourceFile } from "./source-files.ts";
import { isDrawer, lineOf, textRules } from "./text-rules.ts";

/** Lists where the files break the rules of the house: place, what, and where to go instead. */
export function violationsIn(files: SourceFile[]): string[] {
  return files.flatMap((file) => [...wrongImports(file), ...wrongTexts(file), ...wrongName(file)]);
}

function wrongImports(file: SourceFile): string[] {
  const rules = importRules.filter((rule) => rule.covers(file.path));
  return importsOf(file).flatMap(({ target, line }) =>
    rules
      .filter((rule) => !rule.allows(target, file.path))
      .map((rule) => `${file.path}:${line} imports ${target}. ${rule.instead}`),
  );
}

function wrongTexts(file: SourceFile): string[] {
  return textRules
    .filter((rule) => rule.covers(file.path))
    .flatMap((rule) => {
      const line = lineOf(file, rule.pattern);
      return line === undefined ? [] : [`${file.path}:${line} ${rule.instead}`];
    });
}

function wrongName({ path }: SourceFile): string[] {
  if (!isDrawer(path)) return [];
  return [`${path} is named after nothing: name it by its noun and what it does.`];
}
