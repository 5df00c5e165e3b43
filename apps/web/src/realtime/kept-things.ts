import { type Draft, parseDraft } from "../state/drafts.ts";
import type { KeptActions } from "../state/open-workspace.ts";
import { parseScrollPlace, type ScrollPlace } from "../state/scroll-places.ts";
import type { WorkspaceStore } from "../state/store.ts";
import type { OutboxOwner } from "./outbox-storage.ts";
import type { Shelf } from "./shelf.ts";

/** Pauses in writing are kept at once, keystrokes gathered. */
export const KEEP_AFTER_MS = 300;

const DRAFT = "draft";
const PLACE = "place";
const LAST = "last";

/** Drafts and places of one person in one workspace, on the screen and over reloads. */
export interface KeptThings extends Omit<KeptActions, "setDraft"> {
  /** Keeps what stands in a composer now. */
  keepDraft(conversationId: string): void;
  opened(conversationId: string): void;
  /** Conversations that are gone take their drafts along. */
  forgetGone(): void;
  /** Writes what is gathered: the page is about to go. */
  keepNow(): void;
}

export function createKeptThings(
  store: WorkspaceStore,
  shelf: Shelf,
  owner: OutboxOwner,
): KeptThings {
  const keyOf = (kind: string, id: string) => `${kind}:${owner.userId}:${owner.workspaceId}:${id}`;
  const unkept = new Map<string, string | null>();
  let timer: ReturnType<typeof setTimeout> | undefined;

  const keepNow = () => {
    clearTimeout(timer);
    timer = undefined;
    for (const [key, value] of unkept) {
      if (value === null) shelf.remove(key);
      else shelf.set(key, value);
    }
    unkept.clear();
  };
  const keep = (key: string, value: unknown) => {
    unkept.set(key, value === null ? null : JSON.stringify(value));
    timer ??= setTimeout(keepNow, KEEP_AFTER_MS);
  };
  const readAll = <Value>(kind: string, parse: (value: unknown) => Value | null) => {
    const prefix = keyOf(kind, "");
    const found = new Map<string, Value>();
    for (const key of shelf.keys()) {
      const value = key.startsWith(prefix) ? parse(readJson(shelf.get(key))) : null;
      if (value !== null) found.set(key.slice(prefix.length), value);
    }
    return found;
  };

  const keepDraft = (id: string) => {
    const { drafts } = store.getState();
    kept = new Map(drafts);
    keep(keyOf(DRAFT, id), drafts.get(id) ?? null);
  };

  let kept = readAll<Draft>(DRAFT, parseDraft);
  const early = store.getState().drafts;
  store.setState(({ drafts, scrollPlaces }) => ({
    drafts: joinDrafts(kept, drafts),
    scrollPlaces: new Map([...readAll<ScrollPlace>(PLACE, parseScrollPlace), ...scrollPlaces]),
  }));

  for (const id of early.keys()) keepDraft(id);

  return {
    keepDraft,
    rememberPlace(conversationId, place) {
      store.setState(({ scrollPlaces }) => ({
        scrollPlaces: new Map(scrollPlaces).set(conversationId, place),
      }));
      keep(keyOf(PLACE, conversationId), place);
    },
    lastConversation: () => shelf.get(keyOf(LAST, "")),
    opened: (conversationId) => shelf.set(keyOf(LAST, ""), conversationId),
    forgetGone() {
      const { drafts } = store.getState();
      if (drafts.size >= kept.size) return;
      for (const id of kept.keys()) if (!drafts.has(id)) keep(keyOf(DRAFT, id), null);
      kept = new Map(drafts);
    },
    keepNow,
  };
}

/** Puts a draft into its composer; an empty one is none. */
export function showDraft(store: WorkspaceStore, conversationId: string, draft: Draft): void {
  store.setState(({ drafts }) => {
    const next = new Map(drafts);
    if (draft.text === "") next.delete(conversationId);
    else next.set(conversationId, draft);
    return { drafts: next };
  });
}

/** What was written before the drafts were there stands below what was begun earlier. */
function joinDrafts(
  kept: ReadonlyMap<string, Draft>,
  early: ReadonlyMap<string, Draft>,
): ReadonlyMap<string, Draft> {
  const joined = new Map(kept);
  for (const [id, { text, picks }] of early) {
    const before = kept.get(id);
    joined.set(id, {
      text: before ? `${before.text}\n${text}` : text,
      picks: [...(before?.picks ?? []), ...picks],
    });
  }
  return joined;
}

function readJson(text: string | null): unknown {
  if (text === null) return null;
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
