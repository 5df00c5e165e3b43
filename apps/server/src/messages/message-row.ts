/** The columns of a stored message under the names of its type, for statements written by hand; `m` is the table. */
export const MESSAGE_COLUMNS = `
  m.id, m.workspace_id AS "workspaceId", m.conversation_id AS "conversationId", m.seq, m.author_id AS "authorId",
  m.kind::text AS kind, m.text, m.system, m.fingerprint, COALESCE(m.mentioned_user_ids, '{}') AS "mentionedUserIds",
  m.mentions_everyone AS "mentionsEveryone", m.created_at AS "createdAt", m.edited_at AS "editedAt",
  m.deleted_at AS "deletedAt", m.tick`;
