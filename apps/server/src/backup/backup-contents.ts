/** Tables of a Hallway that no backup holds: who is signed in, the codes of password resets, and which servers run. */
export const leftOutTables: readonly string[] = [
  "session",
  "verification",
  "node",
  "_prisma_migrations",
];

/** Columns that no backup holds: what other services gave us to act for a person. */
export const leftOutColumns: Readonly<Record<string, readonly string[]>> = {
  account: ["access_token", "refresh_token", "id_token"],
};

/**
 * What else must not come back to life with a backup, by table: it starts a new life of the database, in which clients
 * forget what they know, and voids the invitations that were open.
 */
export const afterRestore: Readonly<Record<string, string>> = {
  installation: "UPDATE installation SET epoch = gen_random_uuid()",
  invite: "UPDATE invite SET revoked_at = now() WHERE revoked_at IS NULL",
};
