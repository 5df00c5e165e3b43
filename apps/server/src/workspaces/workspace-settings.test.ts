import { describe, expect, test } from "vitest";
import { findDifferences, type Settings } from "./workspace-settings.ts";

const now: Settings = {
  name: "Acme",
  slug: "acme",
  icon: null,
  accent: "#0f766e",
  createChannels: "members",
  invite: "members",
  postInGeneral: "everyone",
  join: "invited",
};

describe("what of the wanted settings is a change", () => {
  test.each<[string, Parameters<typeof findDifferences>[1], ReturnType<typeof findDifferences>]>([
    ["nothing wanted", {}, { data: {}, facts: [] }],
    [
      "all as it is",
      { name: "Acme", icon: null, policy: { join: "invited" } },
      { data: {}, facts: [] },
    ],
    [
      "a name",
      { name: "Acme Ltd", slug: "acme" },
      { data: { name: "Acme Ltd" }, facts: [{ setting: "name", from: "Acme", to: "Acme Ltd" }] },
    ],
    [
      "an icon where there was none",
      { icon: "🚀" },
      { data: { icon: "🚀" }, facts: [{ setting: "icon", from: "none", to: "🚀" }] },
    ],
    [
      "several of the policy",
      { policy: { invite: "admins", join: "open" } },
      {
        data: { invite: "admins", join: "open" },
        facts: [
          { setting: "invite", from: "members", to: "admins" },
          { setting: "join", from: "invited", to: "open" },
        ],
      },
    ],
  ])("%s", (_, wanted, differences) => {
    expect(findDifferences(now, wanted)).toEqual(differences);
  });

  test("an icon that is taken away", () => {
    expect(findDifferences({ ...now, icon: "🚀" }, { icon: null })).toEqual({
      data: { icon: null },
      facts: [{ setting: "icon", from: "🚀", to: "none" }],
    });
  });
});
