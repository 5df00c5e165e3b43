import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./root.mjs";

const folder = join(root, "apps/server/src/database/generated");

/** Where the committed Prisma client lies, and from which schema it is made. */
export const generatedClient = {
  folder,
  schema: join(root, "prisma/schema.prisma"),
  hashFile: join(folder, "schema.sha256"),
};

/** The fingerprint of the schema as it stands now. */
export function schemaHash() {
  return createHash("sha256").update(readFileSync(generatedClient.schema)).digest("hex");
}

/** Says what is wrong with the committed client, or nothing. */
export function staleClient() {
  const { hashFile, schema } = generatedClient;
  if (!existsSync(schema)) return undefined;
  const made = existsSync(hashFile) ? readFileSync(hashFile, "utf8").trim() : "";
  if (made === schemaHash()) return undefined;
  return "prisma/schema.prisma has changed since the client was generated: run `node scripts/generate.mjs`.";
}
