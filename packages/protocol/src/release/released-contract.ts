import { ContractDocument } from "./contract-document.ts";
import { narrowedPlaces } from "./narrowed-places.ts";

/**
 * Where a contract breaks its word to who still speaks an earlier one: an input that is refused now, an answer or event
 * that lacks something or says what they never heard of. A tab that was open during an update speaks the earlier one.
 */
export function brokenPlaces(released: ContractDocument, now: ContractDocument): string[] {
  return [
    ...Object.entries(released.inputs).flatMap(([name, narrow]) =>
      narrowedPlaces({ wide: now.inputs[name] ?? GONE, narrow, place: name, open: false }).map(
        (place) => `takes no longer: ${place}`,
      ),
    ),
    ...Object.entries(released.outputs).flatMap(([name, wide]) =>
      narrowedPlaces({ wide, narrow: now.outputs[name] ?? GONE, place: name, open: true }).map(
        (place) => `tells otherwise: ${place}`,
      ),
    ),
    ...Object.entries(released.limits)
      .filter(([name, most]) => (now.limits[name] ?? 0) < most)
      .map(([name, most]) => `takes no longer: ${most} for ${name}`),
  ];
}

/** A command or event that is there no longer: it takes nothing, and tells nothing that anybody waits for. */
const GONE = { type: "gone" };

/** The contract of the release before this one, as it lies in packages/protocol. */
export function readReleased(text: string): ContractDocument {
  return ContractDocument.parse(JSON.parse(text));
}

/** A contract as it is written into that file: a line for each schema, so that a change is seen where it is. */
export function writeReleased(document: ContractDocument): string {
  const section = (schemas: ContractDocument["inputs"]) =>
    Object.entries(schemas)
      .map(([name, schema]) => `    ${JSON.stringify(name)}: ${JSON.stringify(schema)}`)
      .join(",\n");
  return `{\n  "inputs": {\n${section(document.inputs)}\n  },\n  "outputs": {\n${section(
    document.outputs,
  )}\n  },\n  "limits": ${JSON.stringify(document.limits)}\n}\n`;
}
