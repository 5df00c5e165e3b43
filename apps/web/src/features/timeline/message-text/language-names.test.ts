import { expect, test } from "vitest";
import { languageName } from "./language-names.ts";

test.each([
  ["ts", "TypeScript"],
  ["zig", "zig"],
  ["__proto__", "__proto__"],
  ["constructor", "constructor"],
])("the language %s is called %s", (language, name) => {
  expect(languageName(language)).toBe(name);
});
