import { expect, test } from "vitest";
import { openOutboxPeers } from "./outbox-peers.ts";

test("who has closed tells nobody any more, and does not break", () => {
  const peers = openOutboxPeers({ userId: "u", workspaceId: "w" }, () => {});
  peers.close();
  expect(() => peers.tell()).not.toThrow();
});
