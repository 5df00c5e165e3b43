import { describe, expect, test } from "vitest";
import { isForged, isForgedHandshake, isOurOrigin } from "./origin.ts";

const config = { publicUrl: "https://chat.example" };
const cookie = "hallway.session_token=x";

describe("X2, X4: only the very string of the public address is ours", () => {
  test.each([
    ["https://chat.example", true],
    ["https://chat.example.evil.com", false],
    ["https://evilchat.example", false],
    ["https://chat.example:444", false],
    ["https://chat.example:443", false],
    ["https://CHAT.example", false],
    ["https://chat.example.", false],
    ["https://chat.example/", false],
    ["http://chat.example", false],
    ["https://a@chat.example", false],
    ["null", false],
    ["", false],
    [undefined, false],
  ])("%s", (origin, ours) => {
    expect(isOurOrigin(config, origin)).toBe(ours);
  });
});

describe("X3, X84: who may change something", () => {
  test.each([
    ["our page", { origin: "https://chat.example", cookie }, false],
    ["our page without an Origin", { "sec-fetch-site": "same-origin", cookie }, false],
    ["another site with the cookie", { origin: "https://evil.example", cookie }, true],
    ["another site without the cookie", { origin: "https://evil.example" }, true],
    ["a sandboxed page", { origin: "null", cookie }, true],
    ["a cross-site form", { "sec-fetch-site": "cross-site" }, true],
    ["a sibling domain", { "sec-fetch-site": "same-site", cookie }, true],
    ["a cookie and no origin", { cookie }, true],
    ["a script with a token", { authorization: "Bearer abc" }, false],
    ["a script with a token and a cookie jar", { authorization: "bearer abc", cookie }, false],
    [
      "another site with a token",
      { origin: "https://evil.example", authorization: "Bearer a" },
      true,
    ],
    ["a script with another kind of authorization", { authorization: "Basic abc", cookie }, true],
    ["a script signing in", {}, false],
  ])("%s", (_, headers, forged) => {
    expect(isForged(config, { method: "POST", headers })).toBe(forged);
    expect(isForgedHandshake(config, headers)).toBe(forged);
  });

  test("reading changes nothing, so it is never forged", () => {
    const headers = { origin: "https://evil.example", cookie };
    expect(isForged(config, { method: "GET", headers })).toBe(false);
    expect(isForged(config, { method: "DELETE", headers })).toBe(true);
  });
});
