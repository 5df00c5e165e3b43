import { describe, expect, test } from "vitest";
import { mentionsOf } from "./mentions.ts";

const user = (order: number) => `0198c0de-0000-7000-8000-${order.toString(16).padStart(12, "0")}`;
const none = { userIds: [], conversationIds: [], everyone: null };

describe("mentionsOf", () => {
  test.each([
    ["nobody", "hello @dana", none],
    [
      "people, each once",
      `<@${user(1)}> <@${user(2)}> <@${user(1)}>`,
      { ...none, userIds: [user(1), user(2)] },
    ],
    ["channels", `<#${user(3)}>`, { ...none, conversationIds: [user(3)] }],
    ["everyone here", "<!here>", { ...none, everyone: "here" }],
    ["the whole channel wins", "<!channel> <!here>", { ...none, everyone: "channel" }],
    ["nobody in code", `\`<@${user(1)}>\`\n\`\`\`\n<!channel>\n\`\`\``, none],
    [
      "inside everything else",
      `> - **<@${user(1)}>**\n\n|<@${user(2)}>|\n|-|`,
      { ...none, userIds: [user(1), user(2)] },
    ],
    ["in a link's label", `[<@${user(1)}>](https://a.example)`, { ...none, userIds: [user(1)] }],
    ["not in a link's address", `[a](https://a.example/<!here>)`, none],
  ])("%s", (_, text, expected) => {
    expect(mentionsOf(text)).toEqual(expected);
  });

  test("no more than fifty people, however many are written", () => {
    const text = Array.from({ length: 10_000 }, (_, order) => `<@${user(order)}>`).join("");
    expect(mentionsOf(text).userIds).toEqual(Array.from({ length: 50 }, (_, order) => user(order)));
    expect(mentionsOf(text, { max: 3 }).userIds).toHaveLength(3);
  });
});
