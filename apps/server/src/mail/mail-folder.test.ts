import { mkdtemp, readdir, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createMailFolder } from "./mail-folder.ts";

let dataDir = "";
let log: string[] = [];

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "hallway-mail-"));
  log = [];
});

afterEach(() => rm(dataDir, { recursive: true, force: true }));

function openFolder() {
  const logger = pino({}, { write: (line: string) => void log.push(line) });
  const config = { dataDir, mailFrom: "Hallway <no-reply@localhost>" };
  return createMailFolder({ config, logger });
}

const mail = {
  to: "ann@example.com",
  subject: "Hello\r\nBcc: evil@example.com",
  text: `Grüße 🙂\n\nhttps://chat.example/reset-password?token=${"a=".repeat(60)}`,
  link: "https://chat.example/reset-password",
};

test("a mail is one readable file that only we may read, and its link is whole", async () => {
  await openFolder().send(mail);
  const folder = join(dataDir, "mail");
  const [name = ""] = await readdir(folder);
  const content = await readFile(join(folder, name), "utf8");
  expect(content).toContain("To: ann@example.com\n");
  expect(content).toContain(mail.text);
  expect(content).not.toMatch(/^Bcc:/m);
  expect((await stat(join(folder, name))).mode & 0o777).toBe(0o600);
  expect((await stat(folder)).mode & 0o777).toBe(0o700);
});

test("neither the file's name nor the log tells to whom or what", async () => {
  await openFolder().send(mail);
  const [name = ""] = await readdir(join(dataDir, "mail"));
  expect(name).not.toContain("ann");
  expect(log).toHaveLength(1);
  expect(log.join("")).not.toMatch(/ann|token|Hello/);
});

test("the newest thousand are kept", async () => {
  const folder = openFolder();
  for (let index = 0; index < 1_005; index++) {
    await folder.send({ ...mail, to: `p${index}@example.com`, text: `number ${index}` });
  }
  const names = (await readdir(join(dataDir, "mail"))).sort();
  expect(names).toHaveLength(1_000);
  const oldest = await readFile(join(dataDir, "mail", names[0] ?? ""), "utf8");
  expect(oldest).toContain("number 5\n");
});
