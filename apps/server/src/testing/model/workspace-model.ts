import type { Role } from "@hallway/protocol";

/** What someone does; the numbers choose people, places and messages. */
export interface Deed {
  kind: DeedKind;
  who: number;
  whom: number;
  where: number;
  which: number;
}

export const deedKinds = [
  "send",
  "retry",
  "edit",
  "delete",
  "markRead",
  "join",
  "leave",
  "add",
  "kick",
  "promote",
  "demote",
  "connect",
  "drop",
  "revoke",
  "restartNode",
] as const;
export type DeedKind = (typeof deedKinds)[number];

export const PEOPLE = 4;
export const PLACES = 2;

/** A line of a conversation's timeline; `text` is null for what the system says. */
export interface Line {
  author: number;
  text: string | null;
  deleted: boolean;
}

export interface Place {
  hidden: boolean;
  inside: Set<number>;
  lines: Line[];
  /** How far each person has read. */
  read: number[];
}

/** All that the product promises of a small workspace, as plainly as it can be said. */
export interface WorkspaceModel {
  roles: Role[];
  places: Place[];
  /** Every message, by where it stands: what a later deed chooses from. */
  messages: { line: Line; place: Place }[];
}

/** The owner and the second person are in both places, a public and a private channel, and nothing was said. */
export function newModel(): WorkspaceModel {
  const newPlace = (hidden: boolean): Place => ({
    hidden,
    inside: new Set([0, 1]),
    lines: [said(0, null), said(0, null)],
    read: [1, 2, 0, 0],
  });
  return {
    roles: ["owner", "member", "member", "member"],
    places: [newPlace(false), newPlace(true)],
    messages: [],
  };
}

/** Does the deed in the model, and says whether it is allowed. */
export function decide(model: WorkspaceModel, deed: Deed): boolean {
  return rules[deed.kind](model, deed);
}

export function textOf({ which }: Deed): string {
  return `Number ${which}`;
}

/** How many messages of others follow the read pointer. */
export function unreadOf({ lines, read }: Place, person: number): number {
  return lines.filter(
    ({ author, text, deleted }, at) =>
      at >= (read[person] ?? 0) && author !== person && text !== null && !deleted,
  ).length;
}

const always = () => true;

const rules: Record<DeedKind, (model: WorkspaceModel, deed: Deed) => boolean> = {
  connect: always,
  drop: always,
  revoke: always,
  restartNode: always,
  send(model, deed) {
    const place = placeOf(model, deed);
    if (!place.inside.has(deed.who)) return false;
    const line = said(deed.who, textOf(deed));
    place.lines.push(line);
    model.messages.push({ line, place });
    return true;
  },
  retry(model, deed) {
    const { line, place } = messageOf(model, deed);
    return place.inside.has(line.author);
  },
  edit(model, deed) {
    const { line, place } = messageOf(model, deed);
    if (!place.inside.has(deed.who) || line.author !== deed.who || line.deleted) return false;
    line.text = `Edited ${textOf(deed)}`;
    return true;
  },
  delete(model, deed) {
    const { line, place } = messageOf(model, deed);
    const mayAny = model.roles[deed.who] !== "member";
    if (!place.inside.has(deed.who) || !(line.author === deed.who || mayAny)) return false;
    Object.assign(line, { text: "", deleted: true });
    return true;
  },
  markRead(model, deed) {
    const { inside, lines, read } = placeOf(model, deed);
    if (!inside.has(deed.who)) return false;
    read[deed.who] = Math.max(read[deed.who] ?? 0, Math.min(deed.which, lines.length));
    return true;
  },
  join(model, deed) {
    const place = placeOf(model, deed);
    if (place.inside.has(deed.who)) return true;
    return !place.hidden && enter(place, { person: deed.who, by: deed.who });
  },
  leave(model, deed) {
    const place = placeOf(model, deed);
    if (!place.inside.has(deed.who)) return !place.hidden;
    return exit(place, { person: deed.who, by: deed.who });
  },
  add(model, deed) {
    const place = placeOf(model, deed);
    if (!place.inside.has(deed.who)) return false;
    return place.inside.has(deed.whom) || enter(place, { person: deed.whom, by: deed.who });
  },
  kick(model, deed) {
    const place = placeOf(model, deed);
    const sees = !place.hidden || place.inside.has(deed.who);
    if (!sees || model.roles[deed.who] === "member") return false;
    return !place.inside.has(deed.whom) || exit(place, { person: deed.whom, by: deed.who });
  },
  promote: (model, deed) => changeRole(model, deed, "admin"),
  demote: (model, deed) => changeRole(model, deed, "member"),
};

/** The deed's message; there has to be one. */
export function messageOf({ messages }: WorkspaceModel, { which }: Deed) {
  const message = messages[which % messages.length];
  if (!message) throw new Error("Nothing was said yet");
  return message;
}

function placeOf({ places }: WorkspaceModel, { where }: Deed): Place {
  const place = places[where];
  if (!place) throw new Error("There is no such place");
  return place;
}

/** Whoever comes in has read what was said before. */
function enter(place: Place, { person, by }: { person: number; by: number }): true {
  place.inside.add(person);
  place.lines.push(said(by, null));
  place.read[person] = place.lines.length;
  return true;
}

function exit(place: Place, { person, by }: { person: number; by: number }): true {
  place.inside.delete(person);
  place.lines.push(said(by, null));
  return true;
}

/** Only the owner, who stays one, makes and unmakes admins here; admins do it to each other and to members. */
function changeRole({ roles }: WorkspaceModel, { who, whom }: Deed, role: Role): boolean {
  if (roles[who] === "member" || roles[whom] === "owner") return false;
  roles[whom] = role;
  return true;
}

function said(author: number, text: string | null): Line {
  return { author, text, deleted: false };
}
