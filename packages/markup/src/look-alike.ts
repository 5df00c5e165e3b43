import { normaliseName } from "@hallway/protocol/normalise";

/** Letters of other scripts, and digits, that most typefaces draw like a Latin letter. */
const DRAWN_LIKE: Record<string, string> = {
  а: "a",
  в: "b",
  е: "e",
  і: "l",
  ј: "j",
  к: "k",
  м: "m",
  н: "h",
  о: "o",
  р: "p",
  с: "c",
  т: "t",
  у: "y",
  х: "x",
  ѕ: "s",
  ԁ: "d",
  ԛ: "q",
  ԝ: "w",
  α: "a",
  β: "b",
  ε: "e",
  η: "n",
  ι: "l",
  κ: "k",
  μ: "m",
  ν: "v",
  ο: "o",
  ρ: "p",
  τ: "t",
  υ: "y",
  χ: "x",
  0: "o",
  1: "l",
  i: "l",
  ı: "l",
  "|": "l",
};

/**
 * Two names with the same key look alike: case, accents, width and the commonest letters shared
 * between scripts are set aside. For comparing names, never for showing one.
 */
export function lookAlikeKey(name: string): string {
  const plain = normaliseName(name).normalize("NFKD").toLowerCase().normalize("NFKD");
  const bare = plain.replace(/\p{M}/gu, "");
  return [...bare]
    .map((letter) => DRAWN_LIKE[letter] ?? letter)
    .join("")
    .replaceAll("rn", "m");
}
