/** A backup cannot be made, read or put back; the message is one sentence that says why and what to do. */
export class BackupError extends Error {}
