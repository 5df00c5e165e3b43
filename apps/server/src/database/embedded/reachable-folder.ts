import { mkdirSync } from "node:fs";
import { EmbeddedDatabaseError } from "./embedded-error.ts";

const candidates = ["/var/lib/hallway", "/opt/hallway", "/srv/hallway"];

/** A system folder that every account may walk into, for what PostgreSQL needs when Hallway lies in a closed folder. */
export function reachableFolder(): string {
  for (const folder of candidates) {
    try {
      mkdirSync(folder, { recursive: true, mode: 0o755 });
      return folder;
    } catch {
      // Read-only here; the next one may do.
    }
  }
  throw new EmbeddedDatabaseError(
    `PostgreSQL cannot run as root, and its own account can walk neither to this folder nor to ${candidates.join(", ")}: ` +
      "run Hallway as an ordinary user, or set DATABASE_URL.",
  );
}
