import { z } from "zod";
import { commands } from "../catalog.ts";
import type { CommandContract } from "../command.ts";
import { ErrorView } from "../errors.ts";
import { eventSchemas, reportSchemas } from "../event-schemas.ts";
import { limits } from "../limits.ts";

const Schemas = z.record(z.string(), z.record(z.string(), z.unknown()));

/** A whole contract in a form that outlives the code it was made from: JSON schemas by name, and the bounds of inputs. */
export const ContractDocument = z.strictObject({
  /** What clients may send, commands and reports: a later server takes it still. */
  inputs: Schemas,
  /** What clients are told, answers and events: a later server's is this still, and maybe more. */
  outputs: Schemas,
  /** Bounds of inputs that no JSON schema says. */
  limits: z.record(z.string(), z.number()),
});
export type ContractDocument = z.infer<typeof ContractDocument>;

/** The contract as it stands now. */
export function contractDocument(): ContractDocument {
  const contracts: CommandContract[] = Object.values(commands);
  return {
    inputs: {
      ...documentsOf(
        "input",
        contracts.map(({ name, input }) => [name, input]),
      ),
      ...documentsOf("input", Object.entries(reportSchemas)),
    },
    outputs: {
      ...documentsOf(
        "output",
        contracts.map(({ name, output }) => [name, output]),
      ),
      ...documentsOf("output", [...Object.entries(eventSchemas), ["failure", ErrorView]]),
    },
    limits: Object.fromEntries(inputLimits.map((name) => [name, limits[name]])),
  };
}

function documentsOf(
  io: "input" | "output",
  schemas: readonly (readonly [name: string, schema: z.ZodType])[],
): ContractDocument["inputs"] {
  return Object.fromEntries(
    schemas.map(([name, schema]) => {
      const { $schema: _, ...document } = z.toJSONSchema(schema, { io, unrepresentable: "any" });
      return [name, document];
    }),
  );
}

/** Limits that say how much an input may hold: no client knows of a lower one. */
const inputLimits = [
  "payloadBytes",
  "personName",
  "email",
  "passwordMax",
  "title",
  "statusText",
  "workspaceName",
  "slugMax",
  "workspaceIcon",
  "channelName",
  "topic",
  "purpose",
  "messageText",
  "mentionsPerMessage",
  "directMessagePeople",
  "peoplePerRequest",
  "pageMax",
  "syncRooms",
  "query",
  "cursor",
  "inviteHoursMax",
  "inviteUsesMax",
  "inviteChannels",
] as const satisfies readonly (keyof typeof limits)[];
