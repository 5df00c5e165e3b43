import { spawnSync } from "node:child_process";
import { readFileSync, statSync } from "node:fs";

/** The account that PostgreSQL runs as when Hallway itself runs as root, which PostgreSQL refuses to do. */
export type DatabaseOwner = { uid: number; gid: number };

/**
 * Finds who shall own the database: nobody in particular for an ordinary user, else whoever owns it already, else a
 * system account of its own, made here, else an account that every system has.
 */
export function databaseOwner(cluster: string): DatabaseOwner | undefined {
  if (process.getuid?.() !== 0) return undefined;
  return (
    ownerOf(cluster) ??
    account("hallway") ??
    newAccount() ??
    account("postgres") ??
    account("nobody")
  );
}

/** Whether the owner may walk to a path; true where no owner is needed. */
export function canReach(owner: DatabaseOwner | undefined, path: string): boolean {
  if (!owner) return true;
  const walk = spawnSync(
    "/bin/sh",
    ["-c", 'test -x "$1" && { test -d "$1" || test -r "$1"; }', "sh", path],
    {
      ...owner,
      cwd: "/",
    },
  );
  return walk.status === 0;
}

function ownerOf(cluster: string): DatabaseOwner | undefined {
  const found = statSync(cluster, { throwIfNoEntry: false });
  return found && found.uid !== 0 ? { uid: found.uid, gid: found.gid } : undefined;
}

function account(name: string): DatabaseOwner | undefined {
  const line = readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .find((entry) => entry.startsWith(`${name}:`));
  const [, , uid, gid] = line?.split(":") ?? [];
  return uid && gid ? { uid: Number(uid), gid: Number(gid) } : undefined;
}

function newAccount(): DatabaseOwner | undefined {
  const ways: [string, string[]][] = [
    [
      "useradd",
      ["--system", "--user-group", "--no-create-home", "--shell", "/bin/false", "hallway"],
    ],
    ["adduser", ["-S", "-D", "-H", "-s", "/bin/false", "hallway"]],
  ];
  for (const [command, args] of ways) {
    if (spawnSync(command, args, { stdio: "ignore" }).status === 0) return account("hallway");
  }
  return undefined;
}
