import { describe, expect, it } from "vitest";
import { violationsIn } from "./violations.ts";

const server = "apps/server/src/";
const web = "apps/web/src/";

const check = (path: string, text: string) => violationsIn([{ path, text }]);

describe("the rules of the house", () => {
  it.each([
    ["packages/protocol/src/messages.ts", 'import { z } from "zod";'],
    ["packages/protocol/src/messages.ts", 'import { Id } from "./ids.ts";'],
    [`${server}messages/messages.commands.ts`, 'import { sendMessage } from "./send-message.ts";'],
    [
      `${server}messages/messages.commands.ts`,
      'import { bind } from "../realtime/bind-command.ts";',
    ],
    [`${server}messages/send-message.ts`, 'import { tick } from "../realtime/clock.ts";'],
    [
      `${server}messages/send-message.ts`,
      'import { inTransaction } from "../database/transaction.ts";',
    ],
    [
      `${server}messages/send-message.ts`,
      'import { requireSeat } from "../channels/channel-access.ts";',
    ],
    [
      `${server}members/deactivate-member.ts`,
      'import { recordAudit } from "../audit/record-audit.ts";',
    ],
    [`${server}realtime/publish.ts`, 'import type { Database } from "../database/client.ts";'],
    [`${server}http/server.ts`, 'import fastify from "fastify";'],
    [`${web}ui/button.tsx`, 'import { Slot } from "radix-ui";'],
    [`${web}features/composer/composer.tsx`, 'import { send } from "../../realtime/outbox.ts";'],
    [`${web}features/shell/shell.tsx`, 'import { Timeline } from "../timeline/timeline.tsx";'],
    [`${web}realtime/connection.ts`, 'const socket = io("/w/1");'],
    [`${server}config.ts`, "process.env"],
    ["e2e/scenarios/join.spec.ts", 'import { test } from "@playwright/test";'],
  ])("let %s write %s", (path, text) => {
    expect(check(path, text)).toEqual([]);
  });

  it.each([
    ["packages/protocol/src/messages.ts", 'import fs from "node:fs";', "zod alone"],
    ["packages/markup/src/parse.ts", 'import { readFileSync } from "node:fs";', "plain TypeScript"],
    [
      `${server}messages/messages.commands.ts`,
      'import { db } from "../database/client.ts";',
      "only bind",
    ],
    [
      `${server}messages/messages.commands.ts`,
      'import { x } from "../channels/join.ts";',
      "only bind",
    ],
    [`${server}messages/send-message.ts`, 'import fastify from "fastify";', "neither Fastify"],
    [`${server}messages/send-message.ts`, 'import { Server } from "socket.io";', "neither Fastify"],
    [
      `${server}messages/send-message.ts`,
      'import { join } from "../channels/join.ts";',
      "another noun",
    ],
    [
      `${server}messages/send-message.ts`,
      'import { emit } from "../realtime/publish.ts";',
      "clock",
    ],
    [`${server}messages/send-message.ts`, 'await import("../channels/join.ts");', "another noun"],
    [
      `${server}channels/channel-access.ts`,
      'import { x } from "../audit/record.ts";',
      "stand alone",
    ],
    [
      `${server}realtime/publish.ts`,
      'import type { X } from "../messages/view.ts";',
      "register itself",
    ],
    [`${web}ui/button.tsx`, 'import { useStore } from "../state/store.ts";', "nothing of chat"],
    [
      `${web}ui/button.tsx`,
      'import type { MessageView } from "@hallway/protocol";',
      "nothing of chat",
    ],
    [`${web}state/store.ts`, 'import { Button } from "../ui/button.tsx";', "neither screens"],
    [`${web}state/store.ts`, 'import { io } from "socket.io-client";', "neither screens"],
    [`${web}features/composer/x.tsx`, 'import { T } from "../timeline/t.tsx";', "puts features"],
    [
      "e2e/scenarios/join.spec.ts",
      'import { x } from "../../apps/server/src/app.ts";',
      "a person sees",
    ],
    ["e2e/scenarios/join.spec.ts", "await page.waitForTimeout(5);", "No test sleeps"],
    [`${server}messages/send-message.ts`, "const x = process.env.PORT;", "config.ts"],
    [`${server}messages/send-message.ts`, "const x = new PrismaClient();", "database/client.ts"],
    [`${web}state/store.ts`, "const socket = io();", "opens a socket"],
    [`${server}messages/send-message.ts`, "const x = y as any;", "no way around"],
    [`${server}messages/utils.ts`, "", "named after nothing"],
    [`${web}helpers/time.ts`, "", "named after nothing"],
  ])("refuse %s to write %s", (path, text, reason) => {
    expect(check(path, text).join("\n")).toContain(reason);
  });

  it("name the place", () => {
    const text = 'import { z } from "zod";\n\nimport {\n  x,\n} from "node:fs";\n';
    expect(check("packages/protocol/src/messages.ts", text)[0]).toMatch(
      /^packages\/protocol\/src\/messages\.ts:5 imports node:fs\. /,
    );
  });
});
