import { accessSync, constants, mkdirSync } from "node:fs";
import { EmbeddedDatabaseError } from "./embedded-error.ts";

/** Makes the data folder, closed to others, or sees to it that the one there can be used. */
export function openDataFolder(dataDir: string): void {
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    accessSync(dataDir, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : error;
    throw new EmbeddedDatabaseError(
      `Hallway cannot use its data folder ${dataDir} (${code}): start it as the account that owns the folder, or set DATA_DIR.`,
    );
  }
}
