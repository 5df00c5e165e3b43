import type { AuditAction, AuditEntryView } from "@hallway/protocol";

/** A piece of a sentence; what is `strong` names a person or a thing. */
export type Piece = { text: string; strong: boolean };

/** What happened, as a sentence without its actor: "Changed role of **Femi Ade** from member to admin". */
export function auditSentence(entry: AuditEntryView): Piece[] {
  return pieces(sentenceFor(entry.action)(entry));
}

/** A newer server may know actions that this page does not: these are shown by their names. */
function sentenceFor(action: AuditAction): Sentence {
  return Object.hasOwn(sentences, action) ? sentences[action] : () => [action];
}

/** The same in plain text. */
export function auditText(entry: AuditEntryView): string {
  return auditSentence(entry)
    .map(({ text }) => text)
    .join("");
}

type Words = (string | { strong: string })[];
type Sentence = (entry: AuditEntryView) => Words;

const sentences: Record<AuditAction, Sentence> = {
  "workspace.created": (entry) => ["Created the workspace ", target(entry)],
  "workspace.updated": (entry) => ["Changed ", settingOf(entry), ...fromTo(entry)],
  "workspace.ownership-transferred": (entry) => ["Transferred ownership to ", target(entry)],
  "member.joined": (entry) => [target(entry), " joined", ...asRole(entry)],
  "member.role-changed": (entry) => ["Changed role of ", target(entry), ...fromTo(entry)],
  "member.deactivated": (entry) => ["Deactivated ", target(entry)],
  "member.reactivated": (entry) => ["Reactivated ", target(entry)],
  "member.sessions-ended": (entry) => [
    "Signed ",
    target(entry),
    " out everywhere",
    ...inBrackets(entry.details.sessions, "session"),
  ],
  "invite.created": (entry) => ["Created an invitation ", target(entry), ...asRole(entry)],
  "invite.revoked": (entry) => ["Revoked the invitation ", target(entry)],
  "invite.accepted": (entry) => ["Accepted the invitation ", target(entry), ...asRole(entry)],
  "channel.created": (entry) => ["Created ", target(entry)],
  "channel.renamed": (entry) => ["Renamed ", target(entry), ...fromTo(entry)],
  "channel.privacy-changed": (entry) => [
    "Changed the privacy of ",
    target(entry),
    ...fromTo(entry),
  ],
  "channel.archived": (entry) => ["Archived ", target(entry)],
  "channel.unarchived": (entry) => ["Unarchived ", target(entry)],
  "channel.member-removed": (entry) => ["Removed someone from ", target(entry), ...person(entry)],
  "message.deleted-by-admin": (entry) => ["Deleted a message", ...ofTarget(entry)],
  "audit.exported": () => ["Exported the audit log"],
  "session.signed-in": () => ["Signed in"],
  "session.sign-in-failed": (entry) => ["A sign-in as ", target(entry), " failed"],
  "session.signed-out": () => ["Signed out"],
  "session.revoked": (entry) => [
    "Ended sessions of their own",
    ...inBrackets(entry.details.sessions, "session"),
  ],
  "account.password-changed": () => ["Changed their password"],
  "account.password-reset": () => ["Reset their password by mail"],
};

function target({ targetName, targetKind }: AuditEntryView): { strong: string } {
  return { strong: targetName ?? targetKind ?? "something that is gone" };
}

function fromTo({ details: { from, to } }: AuditEntryView): Words {
  if (from === undefined || to === undefined) return to === undefined ? [] : [` to ${to}`];
  return [` from ${from} to ${to}`];
}

function asRole({ details: { role } }: AuditEntryView): Words {
  return role === undefined ? [] : [` as ${role}`];
}

const settings = new Map([
  ["name", "the workspace's name"],
  ["slug", "the workspace's address"],
  ["icon", "the workspace's icon"],
  ["accent", "the accent colour"],
  ["createChannels", "who may create channels"],
  ["invite", "who may invite people"],
  ["postInGeneral", "who may post in general"],
  ["join", "who may join"],
]);

function settingOf({ details: { setting } }: AuditEntryView): string {
  return settings.get(setting ?? "") ?? "the workspace's settings";
}

function person({ details }: AuditEntryView): Words {
  return details.name === undefined ? [] : [": ", { strong: details.name }];
}

function ofTarget({ targetName }: AuditEntryView): Words {
  return targetName === null ? [] : [" of ", { strong: targetName }];
}

function inBrackets(count: string | undefined, noun: string): Words {
  if (count === undefined) return [];
  return [` (${count} ${noun}${count === "1" ? "" : "s"})`];
}

function pieces(words: Words): Piece[] {
  return words.map((word) =>
    typeof word === "string" ? { text: word, strong: false } : { text: word.strong, strong: true },
  );
}
