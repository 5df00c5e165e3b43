import { expect, test } from "vitest";
import { rowName } from "./row-name.ts";

test.each([
  ["general", true, 0, 0, "# general"],
  ["general", true, 3, 0, "# general, 3 unread"],
  ["general", true, 3, 2, "# general, 3 unread, 2 mentions"],
  ["Dana Levi", false, 1, 1, "Dana Levi, 1 unread, 1 mention"],
  ["general", true, 5000, 0, "# general, 999+ unread"],
])(
  "%s (channel: %s) with %s unread and %s mentions",
  (...[title, isChannel, unread, mentions, name]) => {
    expect(rowName(title, isChannel, { unread, mentions })).toBe(name);
  },
);
