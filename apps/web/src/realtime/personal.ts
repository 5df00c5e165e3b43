import type { RunCommand } from "../state/open-workspace.ts";
import type { WorkspaceStore } from "../state/store.ts";
import { createKeptThings, type KeptThings } from "./kept-things.ts";
import { Outbox } from "./outbox.ts";
import type { OutboxPeers } from "./outbox-peers.ts";
import type { OutboxOwner, OutboxStorage } from "./outbox-storage.ts";
import type { Shelf } from "./shelf.ts";

/** What this device keeps of one person: it is opened when the server has said who that is. */
export interface Personal {
  userId: string;
  outbox: Outbox;
  kept: KeptThings;
}

/** Where a person's things are kept; others stand here in tests. */
export interface Keeping {
  shelf: Shelf;
  openStorage: (owner: OutboxOwner) => Promise<OutboxStorage>;
  openPeers: (owner: OutboxOwner, onChange: () => void) => OutboxPeers;
}

export function openPersonal(
  { store, command, keeping }: { store: WorkspaceStore; command: RunCommand; keeping: Keeping },
  owner: OutboxOwner,
): Personal {
  const outbox = new Outbox({
    store,
    command,
    storage: openLater(() => keeping.openStorage(owner)),
    openPeers: (onChange) => keeping.openPeers(owner, onChange),
  });
  void outbox.load();
  return { userId: owner.userId, outbox, kept: createKeptThings(store, keeping.shelf, owner) };
}

/** A drawer that opens meanwhile. Where it does not open, every use of it fails and the outbox works from memory. */
function openLater(open: () => Promise<OutboxStorage>): OutboxStorage {
  const opened = open();
  opened.catch(() => undefined);
  return {
    list: async () => (await opened).list(),
    put: async (message) => (await opened).put(message),
    delete: async (id) => (await opened).delete(id),
    close: () => {
      void opened.then((storage) => storage.close()).catch(() => undefined);
    },
  };
}
