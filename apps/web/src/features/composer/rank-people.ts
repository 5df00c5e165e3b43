import type { MemberView } from "@hallway/protocol";
import { matchName } from "../../ui/match-name.ts";

export type RankPeopleInput = {
  /** Everyone who may be meant. */
  people: Iterable<MemberView>;
  /** Those who are in the conversation: they come first. */
  here: ReadonlySet<string>;
  query: string;
  most: number;
};

/** Orders people by how likely they are meant: those who are here, then by how their name answers, then by name. */
export function rankPeople({ people, here, query, most }: RankPeopleInput): MemberView[] {
  const ranked: { member: MemberView; rank: number }[] = [];
  for (const member of people) {
    if (member.deactivatedAt !== null) continue;
    const quality = qualityOf(member, query);
    if (quality === null) continue;
    ranked.push({ member, rank: (here.has(member.userId) ? 0 : 10) + quality });
  }
  return ranked
    .sort((a, b) => a.rank - b.rank || a.member.displayName.localeCompare(b.member.displayName))
    .slice(0, most)
    .map(({ member }) => member);
}

function qualityOf({ displayName, name }: MemberView, query: string): number | null {
  const byDisplayName = matchName(displayName, query);
  const byName = matchName(name, query);
  if (byDisplayName === null || byName === null) return byDisplayName ?? byName;
  return Math.min(byDisplayName, byName);
}
