import type { Presence } from "../presence-badge.tsx";

type Person = { id: string; name: string; presence: Presence };

/** Names of many forms. */
export const PEOPLE: Person[] = [
  { id: "p-1", name: "Chidi Okafor", presence: "active" },
  { id: "p-2", name: "Ann Archer", presence: "active" },
  { id: "p-3", name: "Dana Levi", presence: "away" },
  { id: "p-4", name: "Esra Kaya", presence: "offline" },
  { id: "p-5", name: "Goro Ito", presence: "active" },
  { id: "p-6", name: "Femi Ade", presence: "away" },
  { id: "p-7", name: "نور الهدى", presence: "offline" },
  { id: "p-8", name: "王小明", presence: "active" },
  {
    id: "p-9",
    name: "Wolfeschlegelsteinhausenbergerdorff-Featherstonehaugh, Maximiliana",
    presence: "away",
  },
];
