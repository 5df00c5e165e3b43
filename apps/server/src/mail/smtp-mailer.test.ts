import { once } from "node:events";
import { type AddressInfo, createServer, type Socket } from "node:net";
import { pino } from "pino";
import { afterEach, expect, test } from "vitest";
import { createSmtpMailer } from "./smtp-mailer.ts";

const closing: (() => void)[] = [];

afterEach(() => {
  for (const close of closing.splice(0)) close();
});

/** The smallest mail server: it says yes, and keeps every line it is told. */
async function startMailServer(answerTo: (line: string) => string = () => "250 ok") {
  const lines: string[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    let inData = false;
    socket.write("220 ready\r\n");
    socket.on("data", (chunk) => {
      for (const line of chunk.toString().split("\r\n").filter(Boolean)) {
        lines.push(line);
        if (inData && line !== ".") continue;
        inData = line === "DATA";
        socket.write(`${inData ? "354 go on" : answerTo(line)}\r\n`);
      }
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  closing.push(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { smtpUrl: `smtp://127.0.0.1:${port}`, lines };
}

function createMailer(smtpUrl: string, log: string[] = []) {
  const logger = pino({}, { write: (line: string) => void log.push(line) });
  return createSmtpMailer({ smtpUrl, from: "Hallway <chat@example.com>", logger });
}

const mail = {
  to: "ann@example.com",
  subject: "Choose a new password",
  text: "Hello\n\nhttps://chat.example/reset-password?token=abc",
  link: "https://chat.example/reset-password?token=abc",
};

test("a mail goes to one person from the configured sender, and the log tells neither", async () => {
  const { smtpUrl, lines } = await startMailServer();
  const log: string[] = [];
  await createMailer(smtpUrl, log).send(mail);
  expect(lines).toContain("MAIL FROM:<chat@example.com>");
  expect(lines.filter((line) => line.startsWith("RCPT"))).toEqual(["RCPT TO:<ann@example.com>"]);
  expect(lines).toContain("Subject: Choose a new password");
  expect(lines.join("\n")).toContain("https://chat.example/reset-password?token=");
  expect(log).toHaveLength(1);
  expect(log.join("")).not.toMatch(/ann|token/);
});

test("a refusal of the mail server is an error, not a mail that was sent", async () => {
  const { smtpUrl } = await startMailServer((line) =>
    line.startsWith("RCPT") ? "550 no such person" : "250 ok",
  );
  await expect(createMailer(smtpUrl).send(mail)).rejects.toThrow(/550/);
});

test("an address is one address, whatever it contains", async () => {
  const { smtpUrl, lines } = await startMailServer();
  const sent = createMailer(smtpUrl).send({ ...mail, to: "ann@example.com, evil@example.com" });
  await sent.catch(() => undefined);
  expect(lines.filter((line) => line.includes("RCPT TO:<evil@example.com>"))).toEqual([]);
});
