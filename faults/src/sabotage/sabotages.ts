import { messageSabotages } from "./in-messages.ts";
import { roomSabotages } from "./in-rooms.ts";
import type { Sabotage } from "./sabotage.ts";

/** Every deliberate fault there is. The checker is worth what it finds of them (docs/faults.md). */
export const sabotages: readonly Sabotage[] = [...messageSabotages, ...roomSabotages];

/** The sabotage of this name; throws for one that there is not. */
export function sabotageCalled(name: string): Sabotage {
  const found = sabotages.find((sabotage) => sabotage.name === name);
  if (found) return found;
  const names = sabotages.map((sabotage) => sabotage.name).join(", ");
  throw new Error(`There is no sabotage "${name}": ${names}`);
}
