import { expect, test } from "vitest";
import { deviceName, isHandheld } from "./device-name.ts";

const webkit = "AppleWebKit/537.36 (KHTML, like Gecko)";

test.each([
  [`Mozilla/5.0 (X11; Linux x86_64) ${webkit} Chrome/141.0 Safari/537.36`, "Chrome on Linux"],
  [`Mozilla/5.0 (Windows NT 10.0) ${webkit} Chrome/141 Safari/537 Edg/141`, "Edge on Windows"],
  [
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 15.1; rv:144.0) Gecko/20100101 Firefox/144.0",
    "Firefox on macOS",
  ],
  [
    "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Version/19.0 Mobile Safari/604.1",
    "Safari on iPhone",
  ],
  [`Mozilla/5.0 (Linux; Android 16) ${webkit} Chrome/141 Mobile Safari/537`, "Chrome on Android"],
  ["curl/8.9.1", "curl"],
  ["", "Unknown device"],
  [null, "Unknown device"],
])("%j is %s", (userAgent, name) => {
  expect(deviceName(userAgent)).toBe(name);
});

test("phones are told from desks", () => {
  expect(isHandheld("Mozilla/5.0 (iPhone; …) Mobile Safari/604.1")).toBe(true);
  expect(isHandheld("Mozilla/5.0 (X11; Linux x86_64) Firefox/144.0")).toBe(false);
  expect(isHandheld(null)).toBe(false);
});
