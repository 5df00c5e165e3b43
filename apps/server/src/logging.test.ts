import { expect, test } from "vitest";
import { Prisma } from "./database/generated/client.ts";
import { createLogger } from "./logging.ts";

function capture() {
  const lines: string[] = [];
  const logger = createLogger("trace", { write: (line) => void lines.push(line) });
  return { logger, lines, all: () => lines.join("") };
}

test("X90: newlines, ANSI and OSC codes in what others sent stay on one line and do nothing", () => {
  const { logger, lines } = capture();
  const userAgent = 'curl\n{"level":50}\r\u001b[2J\u001b]0;owned\u0007\u009b31m\u202egpj.exe';
  logger.info({ userAgent }, "refused");
  expect(lines).toHaveLength(1);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: none of these may be left.
  expect(lines[0]?.trimEnd()).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e]/);
  expect(JSON.parse(lines[0] ?? "")).toMatchObject({ userAgent });
});

test("cookies, tokens, passwords, links and addresses are taken out, wherever they stand", () => {
  const { logger, all } = capture();
  logger.info({
    headers: { cookie: "hallway.session_token=sEcReT1", authorization: "Bearer sEcReT2" },
  });
  logger.info({ password: "sEcReT3", input: { token: "sEcReT4", text: "sEcReT5" } });
  logger.warn("GET https://chat.example/invite/sEcReT6 from /reset-password?token=sEcReT7&x=1");
  logger.error(
    new Error("connect postgresql://hallway:sEcReT8@db:5432/hallway for sEcReT9@example.com"),
  );
  expect(all()).not.toContain("sEcReT");
  expect(all()).toContain("/invite/[redacted] from /reset-password?token=[redacted]&x=1");
  for (const line of all().trim().split("\n")) JSON.parse(line);
});

test("an error tells its kind, code and place, not the row or the arguments it carries", () => {
  const { logger, all } = capture();
  const row = Object.assign(new Error('invalid input syntax for type uuid: "sEcReT1"'), {
    code: "22P02",
    detail: "Failing row contains (1, sEcReT2).",
    parameters: ["sEcReT3"],
  });
  const call = new Prisma.PrismaClientValidationError(
    'Invalid `prisma.message.create()` invocation:\n\n{\n  text: "sEcReT4"\n}\n\nArgument `id` is missing.',
    { clientVersion: "7" },
  );
  logger.error({ err: new Error("sending failed", { cause: row }) }, "command failed");
  logger.error({ err: call });
  expect(all()).not.toContain("sEcReT");
  expect(all()).toContain("22P02");
  expect(all()).toContain("Argument `id` is missing.");
  expect(all()).toContain("logging.test.ts");
});
