import {
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import { pino } from "pino";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  createDatabase,
  createEmptyDatabase,
  type TestDatabase,
} from "../testing/create-database.ts";
import { runHallway } from "../testing/run-hallway.ts";
import { openFolder } from "./backup-folder.ts";
import { deriveKeys } from "./backup-key.ts";
import { type Manifest, signManifest } from "./manifest.ts";
import { restoreBackup } from "./restore-backup.ts";
import { writeBackup } from "./write-backup.ts";

const logger = pino({ level: "silent" });
const secret = "a secret of twenty or more";
const insertWorkspace = (slug: string) =>
  `INSERT INTO workspace (id, name, slug) VALUES (gen_random_uuid(), 'Name', '${slug}')`;

let home: string;
let whole: string;
let source: TestDatabase;

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), "hallway-backup-"));
  source = await createDatabase();
  await query(source.url, insertWorkspace("acme"));
  whole = join(home, "whole");
  await writeBackup({ url: source.url, folder: whole, secret });
});

afterAll(async () => {
  await source.drop();
  rmSync(home, { recursive: true, force: true });
});

describe("openFolder refuses", () => {
  const damages: [string, (folder: string) => void, RegExp][] = [
    ["a folder without a manifest", (at) => rmSync(join(at, "manifest.json")), /no whole backup/],
    ["one without a signature", (at) => rmSync(join(at, "manifest.sig")), /no whole backup/],
    ["a missing table", (at) => rmSync(join(at, "workspace.rows")), /workspace\.rows is missing/],
    [
      "a torn table",
      (at) => truncateSync(join(at, "workspace.rows"), 60),
      /workspace\.rows is not/,
    ],
    ["a changed table", (at) => flip(join(at, "workspace.rows"), 40), /workspace\.rows is not/],
    [
      "a table of another backup",
      (at) => cpSync(join(at, "room.rows"), join(at, "workspace.rows")),
      /workspace\.rows is not/,
    ],
    [
      "a changed manifest",
      (at) => edit(join(at, "manifest.json"), /"rows": 1,/, '"rows": 2,'),
      /damaged or was changed/,
    ],
    ["a torn manifest", (at) => truncateSync(join(at, "manifest.json"), 200), /damaged/],
    [
      "a form of later times",
      (at) => edit(join(at, "manifest.json"), '"format": 1', '"format": 2'),
      /made by a newer Hallway \(0\.1\.0\): update this one first/,
    ],
  ];

  it.each(damages)("%s", async (name, damage, sentence) => {
    const folder = copyOfWhole(name);
    damage(folder);
    await expect(openFolder(folder, secret)).rejects.toThrow(sentence);
  });

  it("another key", async () => {
    await expect(openFolder(whole, "another secret of mine")).rejects.toThrow(/another key/);
  });
});

describe("restoreBackup", { timeout: 60_000 }, () => {
  it("refuses a Hallway in use and what is no Hallway, and says what to do", async () => {
    const backup = await openFolder(whole, secret);
    const user = new Client({ connectionString: source.url });
    await user.connect();
    await expect(restoreBackup(backup, { url: source.url, logger })).rejects.toThrow(
      /database is in use \(1 other connections\): stop Hallway/,
    );
    await query(source.url, "CREATE ROLE another LOGIN PASSWORD 'secret'");
    const asAnother = new URL(source.url);
    [asAnother.username, asAnother.password] = ["another", "secret"];
    await expect(restoreBackup(backup, { url: asAnother.href, logger })).rejects.toThrow(
      /database is in use \(1 other connections\): stop Hallway/,
    );
    await query(source.url, "DROP ROLE another");
    await user.end();
    const foreign = await createEmptyDatabase();
    await query(foreign.url, "CREATE TABLE theirs (id int)");
    await expect(
      restoreBackup(backup, { url: foreign.url, logger, replace: true }),
    ).rejects.toThrow(/something else than Hallway/);
    await foreign.drop();
  });

  it("replaces another Hallway only when told to", async () => {
    const backup = await openFolder(whole, secret);
    const target = await createDatabase();
    await query(target.url, insertWorkspace("old"));
    await expect(restoreBackup(backup, { url: target.url, logger })).rejects.toThrow(
      /in use: restore into an empty one, or add --replace/,
    );
    await restoreBackup(backup, { url: target.url, logger, replace: true });
    expect(await query(target.url, "SELECT slug FROM workspace")).toEqual([{ slug: "acme" }]);
    expect(
      await query(target.url, "SELECT nspname FROM pg_namespace WHERE nspname LIKE 'hallway%'"),
    ).toEqual([]);
    await target.drop();
  });

  it("puts back what was there when it fails, also after it was killed", async () => {
    const target = await createDatabase();
    await query(target.url, insertWorkspace("old"));
    const forged = await forge({ tables: (table) => ({ ...table, rows: table.rows + 1 }) });
    const restoring = restoreBackup(forged, { url: target.url, logger, replace: true });
    await expect(restoring).rejects.toThrow(/came out of the backup other than it went in/);
    expect(await query(target.url, "SELECT slug FROM workspace")).toEqual([{ slug: "old" }]);

    await query(
      target.url,
      "ALTER SCHEMA public RENAME TO hallway_set_aside; CREATE SCHEMA public",
    );
    const again = restoreBackup(forged, { url: target.url, logger });
    await expect(again).rejects.toThrow(/in use: restore into an empty one, or add --replace/);
    expect(await query(target.url, "SELECT slug FROM workspace")).toEqual([{ slug: "old" }]);
    await target.drop();
  });

  it("is undone by the next start when it was killed, and nothing half is backed up", async () => {
    const target = await createDatabase();
    await query(target.url, insertWorkspace("old"));
    await query(
      target.url,
      "ALTER SCHEMA public RENAME TO hallway_set_aside; CREATE SCHEMA public; CREATE TABLE public.half (id int)",
    );
    const folder = join(home, "of-half");
    await expect(writeBackup({ url: target.url, folder, secret })).rejects.toThrow(
      /restore .* is under way or was cut short/,
    );
    const dataDir = join(home, "data");
    const hallway = await runHallway({ DATA_DIR: dataDir, DATABASE_URL: target.url });
    hallway.signal("SIGTERM");
    await hallway.exitCode;
    expect(hallway.output()).toContain("was cut short");
    expect(await query(target.url, "SELECT slug FROM workspace")).toEqual([{ slug: "old" }]);
    await target.drop();
  });

  it("refuses a backup of a newer Hallway before anything is written", async () => {
    const forged = await forge({ migrations: ["20261122003726_initial", "29990101000000_later"] });
    const target = await createEmptyDatabase();
    await expect(restoreBackup(forged, { url: target.url, logger })).rejects.toThrow(
      /made by a newer Hallway/,
    );
    expect(
      await query(target.url, "SELECT FROM pg_class WHERE relnamespace = 'public'::regnamespace"),
    ).toEqual([]);
    await target.drop();
  });
});

/** A backup that we signed ourselves, though it is not what it says. */
async function forge(changes: {
  migrations?: string[];
  tables?: (table: Manifest["tables"][number]) => Manifest["tables"][number];
}) {
  const folder = copyOfWhole(`forged-${readdirSync(home).length}`);
  const { manifest } = await openFolder(folder, secret);
  const forged = {
    ...manifest,
    migrations: changes.migrations ?? manifest.migrations,
    tables: manifest.tables.map(changes.tables ?? ((table) => table)),
  };
  const { text, signature } = signManifest(forged, deriveKeys(secret, manifest.salt));
  writeFileSync(join(folder, "manifest.json"), text);
  writeFileSync(join(folder, "manifest.sig"), signature);
  return openFolder(folder, secret);
}

function copyOfWhole(name: string): string {
  const folder = join(home, name.replaceAll(" ", "-"));
  cpSync(whole, folder, { recursive: true });
  return folder;
}

function flip(path: string, at: number): void {
  const content = readFileSync(path);
  content[at] = (content[at] ?? 0) ^ 1;
  writeFileSync(path, content);
}

function edit(path: string, what: string | RegExp, by: string): void {
  const text = readFileSync(path, "utf8");
  const changed = text.replace(what, by);
  expect(changed).not.toBe(text);
  writeFileSync(path, changed);
}

async function query(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}
