import { type DBSchema, type IDBPDatabase, openDB } from "idb";
import type { PendingMessage } from "../state/pending.ts";

/** Keeps what is not sent yet over reloads. One drawer a person and workspace. */
export interface OutboxStorage {
  list(): Promise<PendingMessage[]>;
  put(message: PendingMessage): Promise<void>;
  delete(id: string): Promise<void>;
  close(): void;
}

/** Whose messages, and of which workspace. */
export interface OutboxOwner {
  userId: string;
  workspaceId: string;
}

interface OutboxSchema extends DBSchema {
  messages: { key: [string, string, string]; value: OutboxOwner & { message: PendingMessage } };
}

const DATABASE = "hallway-outbox";

/** The drawer in the browser's own database. Rejects where the browser keeps none (some private windows). */
export async function openOutboxStorage({
  userId,
  workspaceId,
}: OutboxOwner): Promise<OutboxStorage> {
  const database = await openDatabase();
  return {
    async list() {
      const drawer = IDBKeyRange.bound([userId, workspaceId], [userId, workspaceId, []]);
      const rows = await database.getAll("messages", drawer);
      return rows.map(({ message }) => message);
    },
    async put(message) {
      await database.put("messages", { userId, workspaceId, message });
    },
    async delete(id) {
      await database.delete("messages", [userId, workspaceId, id]);
    },
    close: () => database.close(),
  };
}

/** How many messages anyone has not sent on this device. */
export async function countOutboxes(): Promise<number> {
  const database = await openDatabase();
  const count = await database.count("messages");
  database.close();
  return count;
}

/** Forgets what anyone has not sent on this device. */
export async function forgetOutboxes(): Promise<void> {
  const database = await openDatabase();
  await database.clear("messages");
  database.close();
}

function openDatabase(): Promise<IDBPDatabase<OutboxSchema>> {
  return openDB<OutboxSchema>(DATABASE, 1, {
    upgrade(database) {
      database.createObjectStore("messages", { keyPath: ["userId", "workspaceId", "message.id"] });
    },
  });
}
