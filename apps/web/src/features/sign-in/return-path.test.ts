import { expect, test } from "vitest";
import { safeReturnPath, withReturnPath } from "./return-path.ts";

const ours = [
  "/",
  "/acme",
  "/acme/c/0192f0aa-0000-7000-8000-000000000000",
  "/acme/admin/audit?action=member.joined&query=a%20b",
  "/invite/hy7Gk3QfWn1pXr8Z",
  "/acme#top",
];

test.each(ours)("%s is a page of ours", (path) => {
  expect(safeReturnPath(path)).toBe(path);
});

const strange = [
  null,
  "",
  "acme",
  "//evil.example",
  "///evil.example",
  "/\\evil.example",
  "/\\/evil.example",
  "\\\\evil.example",
  "https://evil.example",
  "https:evil.example",
  "javascript:alert(1)",
  "data:text/html,x",
  " /acme",
  "/\t/evil.example",
  "/\n/evil.example",
  "/%2Fevil.example",
  "/%5Cevil.example",
  "/%252Fevil.example",
  "/%25252Fevil.example",
  "/%2525252525252Fevil.example",
  "%2F%2Fevil.example",
  "/%09/evil.example",
  "/%zz",
  "/\u200b/evil.example",
];

test.each(strange)("X85: %j is not followed", (path) => {
  expect(safeReturnPath(path)).toBeNull();
});

test("a way back travels with the address, a strange one is dropped", () => {
  expect(withReturnPath("/sign-in", "/acme?x=1")).toBe("/sign-in?next=%2Facme%3Fx%3D1");
  expect(withReturnPath("/sign-in", "//evil.example")).toBe("/sign-in");
  expect(withReturnPath("/sign-in", null)).toBe("/sign-in");
});
