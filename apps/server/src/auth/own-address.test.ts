import { expect, test } from "vitest";
import { isOwnAddress } from "./own-address.ts";

test.each([
  ["/reset-password", true],
  ["/a/b?c=d#e", true],
  ["https://chat.example", true],
  ["https://chat.example/reset-password", true],
  ["//evil.example", false],
  ["/\\evil.example", false],
  ["/\t/evil.example", false],
  ["/a\\evil.example", false],
  ["https:evil.example", false],
  ["https://chat.example.evil.com/", false],
  ["https://chat.example@evil.com/", false],
  ["https://chat.example//evil.com", false],
  ["javascript:alert(1)", false],
  ["data:text/html,x", false],
  ["%2f%2fevil.example", false],
  ["", false],
])("X85: %j", (address, ours) => {
  expect(isOwnAddress("https://chat.example", address)).toBe(ours);
});
