import { expect, test } from "vitest";
import { readInvitationToken } from "./invitation-link.ts";

test.each([
  ["https://chat.acme.example/invite/hy7Gk3Qf_Wn-1p", "hy7Gk3Qf_Wn-1p"],
  ["  http://localhost:3000/invite/abc?utm=1  ", "abc"],
  ["/invite/abc#x", "abc"],
  ["abc-DEF_1", "abc-DEF_1"],
  ["https://chat.acme.example/acme", null],
  ["not a token", null],
  ["", null],
  ["x".repeat(201), null],
])("%j holds the token %j", (pasted, token) => {
  expect(readInvitationToken(pasted)).toBe(token);
});
