import { describe, expect, test } from "vitest";
import { readSessionToken, sessionCookieName, signToken } from "./session-token.ts";

const token = "y41Upt0NUTgOBsuFiSjAO8erWPgtzrpA";
const secret = "a secret of this installation";
const cookieName = "hallway.session_token";
const signed = signToken(token, secret);

describe("the session cookie", () => {
  test.each([
    ["https://chat.example", "__Host-hallway.session_token"],
    ["http://localhost:3000", "hallway.session_token"],
  ])("of %s is named %s", (publicUrl, name) => {
    expect(sessionCookieName({ publicUrl })).toBe(name);
  });

  test.each([
    ["signed by us", { cookie: `${cookieName}=${signed}` }, token],
    ["among others", { cookie: `a=b; ${cookieName}=${signed}; c=d` }, token],
    ["signed by another", { cookie: `${cookieName}=${signToken(token, "other")}` }, null],
    ["unsigned", { cookie: `${cookieName}=${token}` }, null],
    ["of another name", { cookie: `x${cookieName}=${signed}` }, null],
    ["with a broken escape", { cookie: `${cookieName}=%E0%A4%A` }, null],
    ["for another token", { cookie: `${cookieName}=${signed.replace("y41", "y42")}` }, null],
    ["none", {}, null],
    ["a bearer token", { authorization: `Bearer ${token}` }, token],
    ["a bearer token, in any case", { authorization: `bearer  ${token}` }, token],
    ["not a token at all", { authorization: "Bearer x\u00e9y'; --" }, null],
    ["another scheme", { authorization: `Basic ${token}` }, null],
    [
      "a wrong token does not fall back to the cookie",
      { authorization: "Bearer short", cookie: `${cookieName}=${signed}` },
      null,
    ],
  ])("%s", (_, headers, found) => {
    expect(readSessionToken(new Headers(headers), { cookieName, secret })).toBe(found);
  });
});
