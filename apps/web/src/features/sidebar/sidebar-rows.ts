/** One line of the sidebar. */
export type SidebarRow =
  | { kind: "heading"; key: string; section: Section }
  | { kind: "conversation"; key: string; id: string; section: Section }
  | { kind: "empty"; key: string; section: Section };

export type Section = "starred" | "channels" | "direct-messages";

export type SidebarIds = {
  starred: readonly string[];
  channels: readonly string[];
  directMessages: readonly string[];
};

/** Lays the sections out as one list; starred only when there is something in it. */
export function toSidebarRows({ starred, channels, directMessages }: SidebarIds): SidebarRow[] {
  return [
    ...(starred.length > 0 ? section("starred", starred) : []),
    ...section("channels", channels),
    ...section("direct-messages", directMessages),
  ];
}

/** The conversations in the order in which they are walked through. */
export function inOrder({ starred, channels, directMessages }: SidebarIds): readonly string[] {
  return [...starred, ...channels, ...directMessages];
}

function section(name: Section, ids: readonly string[]): SidebarRow[] {
  const rows: SidebarRow[] = ids.map((id) => ({
    kind: "conversation",
    key: id,
    id,
    section: name,
  }));
  if (rows.length === 0) rows.push({ kind: "empty", key: `${name} empty`, section: name });
  return [{ kind: "heading", key: name, section: name }, ...rows];
}
