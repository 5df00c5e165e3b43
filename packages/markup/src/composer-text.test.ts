import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Names } from "./ast.ts";
import { type Pick, toEditable, toStored } from "./composer-text.ts";

const idOf = (order: number) => `0198c0de-0000-7000-8000-${order.toString().padStart(12, "0")}`;
const dana: Pick = { label: "@Dana", token: `<@${idOf(1)}>` };
const danaLevi: Pick = { label: "@Dana Levi", token: `<@${idOf(2)}>` };
const general: Pick = { label: "#general", token: `<#${idOf(3)}>` };
const channel: Pick = { label: "@channel", token: "<!channel>" };
const odd: Pick = { label: "@C++ (a|b)*", token: `<@${idOf(4)}>` };
const picks = [dana, danaLevi, general, channel, odd];

describe("toStored", () => {
  test.each([
    ["hi @Dana!", `hi ${dana.token}!`],
    ["the longest label first: @Dana Levi", `the longest label first: ${danaLevi.token}`],
    ["@Dana's", `${dana.token}'s`],
    ["(@Dana,#general)", `(${dana.token},${general.token})`],
    ["**@Dana**", `**${dana.token}**`],
    ["@channel", "<!channel>"],
    ["@C++ (a|b)* ok", `${odd.token} ok`],
    ["mail x@Dana", "mail x@Dana"],
    ["@Danae and #general-help", "@Danae and #general-help"],
    ["@dana", "@dana"],
    ["`@Dana` and @Dana", `\`@Dana\` and ${dana.token}`],
    ["```\n@Dana\n```", "```\n@Dana\n```"],
    ["[a](https://a.example/@Dana)", "[a](https://a.example/@Dana)"],
    ["\\@Dana", "\\@Dana"],
    ["nobody", "nobody"],
    [`${dana.token} typed by hand`, `${dana.token} typed by hand`],
  ])("%j → %j", (text, stored) => {
    expect(toStored(text, picks)).toBe(stored);
  });

  test("without picks nothing is a mention", () => {
    expect(toStored("@Dana @channel", [])).toBe("@Dana @channel");
  });
});

describe("toEditable", () => {
  const names = namesOf({ 1: "Dana", 2: "Dana Levi", 5: "Dana" }, { 3: "general" });

  test.each([
    [`hi ${danaLevi.token} in ${general.token}`, "hi @Dana Levi in #general"],
    ["<!channel>", "@channel"],
    [`\`${dana.token}\``, `\`${dana.token}\``],
    ["a name that cannot be seen", "a name that cannot be seen"],
    [`<@${idOf(9)}>`, `<@${idOf(9)}>`],
    [`two of one name: ${dana.token} <@${idOf(5)}>`, `two of one name: @Dana <@${idOf(5)}>`],
    [`@Dana is not ${dana.token}`, `@Dana is not ${dana.token}`],
    [`x${dana.token}`, `x${dana.token}`],
  ])("%j → %j", (stored, text) => {
    expect(toEditable(stored, names).text).toBe(text);
  });
});

test("editing without changing anything stores exactly what was stored", () => {
  const part = fc.oneof(
    fc.constantFrom(...picks.map(({ token }) => token), ...picks.map(({ label }) => label)),
    fc.constantFrom(" ", "\n", "`", "```\n", "**", "> ", "- ", "\\", "[a](", ")", "<!here>", "<@"),
    fc.string({ unit: "grapheme", maxLength: 4 }),
  );
  const anyName = fc.constantFrom(
    "Dana",
    "Dana Levi",
    "C++ (a|b)*",
    "`",
    "*",
    "x",
    "ש",
    "",
    "<!here>",
  );
  const people = fc.dictionary(fc.constantFrom("1", "2", "4"), anyName);
  fc.assert(
    fc.property(fc.array(part, { maxLength: 14 }), people, (parts, users) => {
      const stored = parts.join("");
      const editable = toEditable(stored, namesOf(users, { 3: "general" }));
      expect(toStored(editable.text, editable.picks)).toBe(stored);
    }),
    { numRuns: 500 },
  );
});

function namesOf(users: Record<string, string>, channels: Record<string, string>): Names {
  const find = (named: Record<string, string>, id: string) =>
    Object.entries(named).find(([order]) => idOf(Number(order)) === id)?.[1];
  return { user: (id) => find(users, id), channel: (id) => find(channels, id) };
}
