import type { WorkspaceState } from "./workspace-state.ts";

/** A map slice that is copied when it is first written, so that many changes cost one copy. */
export class MapEdit<Value> {
  readonly #before: ReadonlyMap<string, Value>;
  #after: Map<string, Value> | null = null;

  constructor(before: ReadonlyMap<string, Value>) {
    this.#before = before;
  }

  get current(): ReadonlyMap<string, Value> {
    return this.#after ?? this.#before;
  }

  get(key: string): Value | undefined {
    return this.current.get(key);
  }

  set(key: string, value: Value): void {
    if (this.get(key) !== value) this.#write().set(key, value);
  }

  delete(key: string): void {
    if (this.current.has(key)) this.#write().delete(key);
  }

  #write(): Map<string, Value> {
    this.#after ??= new Map(this.#before);
    return this.#after;
  }
}

/** A state being changed; `finishEdit` gives the new one, in which every untouched slice is the old object. */
export type StateEdit = ReturnType<typeof editState>;

export function editState(before: WorkspaceState) {
  return {
    before,
    me: before.me,
    workspace: before.workspace,
    members: new MapEdit(before.members),
    conversations: new MapEdit(before.conversations),
    hidden: new MapEdit(before.hidden),
    participants: new MapEdit(before.participants),
    participations: new MapEdit(before.participations),
    readPointers: new MapEdit(before.readPointers),
    messages: new MapEdit(before.messages),
    pending: new MapEdit(before.pending),
    clocks: new MapEdit(before.clocks),
    typing: new MapEdit(before.typing),
    drafts: new MapEdit(before.drafts),
    openings: new MapEdit(before.openings),
    timelineViews: new MapEdit(before.timelineViews),
    scrollPlaces: new MapEdit(before.scrollPlaces),
  };
}

export function finishEdit(edit: StateEdit): WorkspaceState {
  return {
    ...edit.before,
    me: edit.me,
    workspace: edit.workspace,
    members: edit.members.current,
    conversations: edit.conversations.current,
    hidden: edit.hidden.current,
    participants: edit.participants.current,
    participations: edit.participations.current,
    readPointers: edit.readPointers.current,
    messages: edit.messages.current,
    pending: edit.pending.current,
    clocks: edit.clocks.current,
    typing: edit.typing.current,
    drafts: edit.drafts.current,
    openings: edit.openings.current,
    timelineViews: edit.timelineViews.current,
    scrollPlaces: edit.scrollPlaces.current,
  };
}
