import { expect, test } from "vitest";
import {
  checkEmail,
  checkName,
  checkNewPassword,
  checkPassword,
  checkWorkspaceName,
} from "./account-rules.ts";

const long = "x".repeat(300);

test.each([
  [checkName, "Ann Archer", true],
  [checkName, "安", true],
  [checkName, "   ", false],
  [checkName, long, false],
  [checkEmail, "ann@example.com", true],
  [checkEmail, " ann@example.com ", true],
  [checkEmail, "ann@localhost", true],
  [checkEmail, "ann@", false],
  [checkEmail, "ann example.com", false],
  [checkEmail, "", false],
  [checkEmail, `${long}@example.com`, false],
  [checkNewPassword, "correct horse", true],
  [checkNewPassword, "  pass  🐎  ", true],
  [checkNewPassword, "short", false],
  [checkNewPassword, "", false],
  [checkNewPassword, long, false],
  [checkPassword, "x", true],
  [checkPassword, "", false],
  [checkWorkspaceName, "Acme", true],
  [checkWorkspaceName, " ", false],
  [checkWorkspaceName, "x".repeat(61), false],
])("%o of %j", (check, value, fine) => {
  expect(check(value) === undefined).toBe(fine);
});
