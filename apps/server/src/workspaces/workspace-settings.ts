import type { ParsedInputOf, WorkspacePolicy, workspaceUpdate } from "@hallway/protocol";
import type { Workspace } from "../database/generated/client.ts";

/** What of a workspace its admins can set. */
export type Settings = Pick<Workspace, "name" | "slug" | "icon" | "accent" | keyof WorkspacePolicy>;

/** One setting that changed, as the audit log keeps it. */
export type SettingFact = { setting: string; from: string; to: string };

/** What of the wanted settings differs from what is: the values to store, and a fact for each. */
export function findDifferences(
  now: Settings,
  { policy, ...look }: ParsedInputOf<typeof workspaceUpdate>,
): { data: Partial<Settings>; facts: SettingFact[] } {
  const wanted: Partial<Settings> = { ...look, ...policy };
  const changed = settings.filter(
    (setting) => wanted[setting] !== undefined && wanted[setting] !== now[setting],
  );
  const facts = changed.map((setting) => ({
    setting,
    from: now[setting] ?? "none",
    to: wanted[setting] ?? "none",
  }));
  const data: Partial<Settings> = Object.fromEntries(
    changed.map((setting) => [setting, wanted[setting]]),
  );
  return { data, facts };
}

const settings = [
  "name",
  "slug",
  "icon",
  "accent",
  "createChannels",
  "invite",
  "postInGeneral",
  "join",
] as const satisfies readonly (keyof Settings)[];
