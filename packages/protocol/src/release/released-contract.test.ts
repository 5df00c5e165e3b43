import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { type ContractDocument, contractDocument } from "./contract-document.ts";
import { brokenPlaces, readReleased, writeReleased } from "./released-contract.ts";

const file = join(import.meta.dirname, "../../released-contract.json");
const released = readReleased(readFileSync(file, "utf8"));

/** Today's contract with one thing in it changed. */
function changed(change: (document: ContractDocument) => void): ContractDocument {
  const document = structuredClone(contractDocument());
  change(document);
  return document;
}

describe("G60: who still speaks the contract of the last release", () => {
  test("may send all that it says, and is told nothing that it does not say", () => {
    expect(brokenPlaces(released, contractDocument())).toEqual([]);
  });

  test("would be noticed if one command were gone", () => {
    const without = changed(({ inputs, outputs }) => {
      delete inputs["message:send"];
      delete outputs["message:send"];
    });
    expect(brokenPlaces(released, without)).toEqual([
      expect.stringMatching(/^takes no longer: message:send/),
      expect.stringMatching(/^tells otherwise: message:send/),
    ]);
  });

  test("would be noticed if a text had to be shorter", () => {
    const shorter = changed(({ limits }) => {
      limits.messageText = 11_999;
    });
    expect(brokenPlaces(released, shorter)).toEqual(["takes no longer: 12000 for messageText"]);
  });

  test("would be noticed if a message came without its seq, wherever messages come", () => {
    const places = brokenPlaces(
      released,
      changed(({ outputs }) => {
        for (const schema of Object.values(outputs)) dropRequired(schema, "seq");
      }),
    );
    expect(places).toContain("tells otherwise: message:send.message.seq: missing");
    expect(places).toContain("tells otherwise: message:list.messages[].seq: missing");
    expect(places.join("\n")).toMatch(/^tells otherwise: changes\.changes\[\]/m);
  });
});

function dropRequired(schema: unknown, name: string): void {
  if (typeof schema !== "object" || schema === null) return;
  if ("required" in schema && Array.isArray(schema.required)) {
    schema.required = schema.required.filter((one) => one !== name);
  }
  for (const inner of Object.values(schema)) dropRequired(inner, name);
}

test("a contract is read as it was written", () => {
  const now = contractDocument();
  expect(readReleased(writeReleased(now))).toEqual(now);
});
