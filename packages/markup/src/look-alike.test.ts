import { describe, expect, test } from "vitest";
import { lookAlikeKey } from "./look-alike.ts";

describe("lookAlikeKey", () => {
  test.each([
    ["Dana Levi", "dana levi"],
    ["Dana", "Dаna"],
    ["admin", "аdmіn"],
    ["Bill", "BiIl"],
    ["Bob", "B0b"],
    ["Dana", "Dana\u200b"],
    ["Dana", "Ｄａｎａ"],
    ["Jose", "José"],
    ["Mark", "rnark"],
  ])("%s and %s look alike", (one, other) => {
    expect(lookAlikeKey(one)).toBe(lookAlikeKey(other));
  });

  test.each([
    ["Dana", "Dina"],
    ["Dana Levi", "Dana Levin"],
    ["Иван", "Иона"],
  ])("%s and %s do not", (one, other) => {
    expect(lookAlikeKey(one)).not.toBe(lookAlikeKey(other));
  });
});
