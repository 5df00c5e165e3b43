import { lookAlikeKey } from "@hallway/markup";
import { limits } from "@hallway/protocol";
import type { Prisma } from "../database/generated/client.ts";
import { fail } from "../failure.ts";

/** A display name as it is stored, together with what an eye makes of it. */
export interface DisplayName {
  displayName: string;
  nameKey: string;
}

/** Whose name it shall be; the room of the workspace is locked, so that two cannot take the same at once. */
export interface NameWish {
  workspaceId: string;
  wanted: string;
  /** Who has it already may keep it. */
  memberId?: string;
}

/** The wanted name, unless an active person here has one that looks like it: then throws `conflict`. */
export async function requireFreeDisplayName(
  db: Prisma.TransactionClient,
  wish: NameWish,
): Promise<DisplayName> {
  const name = toDisplayName(wish.wanted);
  const taken = await findTaken(db, wish, [name.nameKey]);
  if (taken.size > 0) {
    const message = "Someone here has this name or one that looks like it. Choose another one.";
    throw fail("conflict", message, { field: "displayName" });
  }
  return name;
}

/** The wanted name or, where somebody has it, the same with the first free number: nobody is kept out for a name. */
export async function findFreeDisplayName(
  db: Prisma.TransactionClient,
  wish: NameWish,
): Promise<DisplayName> {
  const names = [wish.wanted, ...NUMBERS.map((n) => withSuffix(wish.wanted, ` ${n}`))].map(
    toDisplayName,
  );
  const taken = await findTaken(
    db,
    wish,
    names.map(({ nameKey }) => nameKey),
  );
  const free = names.find(({ nameKey }) => !taken.has(nameKey));
  return free ?? toDisplayName(withSuffix(wish.wanted, ` ${Date.now().toString(36)}`));
}

const NUMBERS = Array.from({ length: 200 }, (_, index) => index + 2);

function toDisplayName(displayName: string): DisplayName {
  return { displayName, nameKey: lookAlikeKey(displayName) };
}

function withSuffix(name: string, suffix: string): string {
  return [...name].slice(0, limits.personName - suffix.length).join("") + suffix;
}

async function findTaken(
  db: Prisma.TransactionClient,
  { workspaceId, memberId }: NameWish,
  nameKeys: readonly string[],
): Promise<Set<string>> {
  const rows = await db.member.findMany({
    where: {
      workspaceId,
      nameKey: { in: [...nameKeys] },
      deactivatedAt: null,
      ...(memberId === undefined ? {} : { id: { not: memberId } }),
    },
    select: { nameKey: true },
  });
  return new Set(rows.map((row) => row.nameKey));
}
