// Writes the contract as it stands into packages/protocol/released-contract.json: what every later change is held to.
// To be run when a release is made, and then only. Usage: scripts/node24 scripts/freeze-contract.ts
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { contractDocument } from "../packages/protocol/src/release/contract-document.ts";
import {
  brokenPlaces,
  readReleased,
  writeReleased,
} from "../packages/protocol/src/release/released-contract.ts";

const file = join(import.meta.dirname, "../packages/protocol/released-contract.json");
const now = contractDocument();
const broken = existsSync(file) ? brokenPlaces(readReleased(readFileSync(file, "utf8")), now) : [];
writeFileSync(file, writeReleased(now));
console.log(`Wrote ${file}`);
for (const place of broken) console.log(`Since the release before it ${place}`);
