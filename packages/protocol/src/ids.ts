import { z } from "zod";

/** A UUID of any version, lower-cased. Unknown ids are for the use case to answer (`not_found`), not for the shape. */
const anyId = z.guid().toLowerCase();

export const UserId = anyId.brand("UserId");
export type UserId = z.infer<typeof UserId>;

export const WorkspaceId = anyId.brand("WorkspaceId");
export type WorkspaceId = z.infer<typeof WorkspaceId>;

export const ConversationId = anyId.brand("ConversationId");
export type ConversationId = z.infer<typeof ConversationId>;

export const MessageId = anyId.brand("MessageId");
export type MessageId = z.infer<typeof MessageId>;

/** The id of a message that is about to be sent: a UUIDv7 made by its sender, which makes a retry harmless. */
export const NewMessageId = z.uuidv7().toLowerCase().brand("MessageId");

export const InviteId = anyId.brand("InviteId");
export type InviteId = z.infer<typeof InviteId>;

export const SessionId = anyId.brand("SessionId");
export type SessionId = z.infer<typeof SessionId>;

export const AuditEntryId = anyId.brand("AuditEntryId");
export type AuditEntryId = z.infer<typeof AuditEntryId>;

/** A random id of this database's life; another one means the database was restored and every cache is void. */
export const Epoch = anyId.brand("Epoch");
export type Epoch = z.infer<typeof Epoch>;

/** Every branded id, for functions that are generic over them. */
export type AnyId =
  | UserId
  | WorkspaceId
  | ConversationId
  | MessageId
  | InviteId
  | SessionId
  | AuditEntryId
  | Epoch;

/** Brands an id that is already known to be one (a row's column, a view's key). The only door from string to id. */
export function asId<Id extends AnyId>(value: string): Id {
  return value as Id;
}
