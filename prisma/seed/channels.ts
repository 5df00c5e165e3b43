/** A channel of the demo workspace. `share` weighs how much of the talk happens there; `people` are indexes, all if left out. */
export interface SeedChannel {
  name: string;
  topic: string;
  purpose: string;
  private?: boolean;
  archived?: boolean;
  share: number;
  topics: readonly Topic[];
  people?: readonly number[];
}

export type Topic = "engineering" | "design" | "support" | "company" | "chatter" | "incident";

const engineers = [0, 1, 2, 4, 6, 7, 8, 10, 12, 15, 18, 21, 23, 24, 27];

export const channels: readonly SeedChannel[] = [
  {
    name: "general",
    topic: "Everyone, everything that concerns us all",
    purpose: "Company-wide talk.",
    share: 8,
    topics: ["company", "chatter"],
  },
  {
    name: "random",
    topic: "Coffee, cats and keyboards",
    purpose: "Whatever has no better place.",
    share: 12,
    topics: ["chatter"],
  },
  {
    name: "announcements",
    topic: "Read-mostly. Questions go to #general",
    purpose: "News that everyone should see.",
    share: 2,
    topics: ["company"],
  },
  {
    name: "engineering",
    topic: "Sync, storage and everything under the floor · release train leaves on Thursdays",
    purpose: "How we build it.",
    share: 26,
    topics: ["engineering"],
    people: engineers,
  },
  {
    name: "design-review",
    topic: "Bring sketches early",
    purpose: "Show unfinished work.",
    share: 10,
    topics: ["design"],
    people: [0, 1, 3, 6, 11, 19, 24, 4, 12],
  },
  {
    name: "support-eu",
    topic: "Rotation: Femi → Nadia → Ben",
    purpose: "Customers in Europe.",
    share: 12,
    topics: ["support"],
    people: [1, 2, 5, 9, 15, 20, 22, 26, 0, 19],
  },
  {
    name: "incidents",
    topic: "One thread of truth per incident",
    purpose: "Only while something is broken.",
    share: 5,
    topics: ["incident"],
    people: [...engineers, 5, 20, 26],
  },
  {
    name: "launch-v1",
    topic: "Go/no-go on Friday",
    purpose: "Preparing the launch.",
    private: true,
    share: 7,
    topics: ["company", "engineering", "design"],
    people: [0, 1, 2, 3, 9, 11, 28],
  },
  {
    name: "releases",
    topic: "What went out, and when",
    purpose: "Release notes and rollbacks.",
    share: 4,
    topics: ["engineering"],
    people: engineers,
  },
  {
    name: "hardware",
    topic: "Arms, grippers, wheels",
    purpose: "What we bolt together.",
    share: 6,
    topics: ["engineering"],
    people: [7, 14, 20, 23, 10, 12, 16, 29],
  },
  {
    name: "security",
    topic: "Report first, discuss later",
    purpose: "Reviews and reports.",
    share: 2,
    topics: ["engineering"],
    people: [0, 1, 2, 18, 21, 28],
  },
  {
    name: "hiring",
    topic: "Two engineers, one designer",
    purpose: "Candidates are confidential.",
    private: true,
    share: 2,
    topics: ["company"],
    people: [0, 3, 13, 11],
  },
  {
    name: "site-rotterdam",
    topic: "Dock 4 opens at 06:00",
    purpose: "Our pilot site.",
    share: 3,
    topics: ["support", "incident"],
    people: [16, 20, 22, 25, 14, 23, 0],
  },
  {
    name: "reading-club",
    topic: "This month: A Philosophy of Software Design",
    purpose: "One book a month.",
    share: 2,
    topics: ["chatter"],
    people: [0, 2, 4, 6, 10, 19, 21, 27],
  },
  {
    name: "q3-planning",
    topic: "Done. Kept for reference",
    purpose: "Last quarter's plan.",
    archived: true,
    share: 2,
    topics: ["company"],
    people: [0, 1, 3, 9, 11, 17],
  },
];

/** Direct messages of the first person with others (indexes), and how much of the talk they hold. */
export const directMessages: readonly {
  people: readonly number[];
  share: number;
  topics: readonly Topic[];
}[] = [
  { people: [0, 2], share: 4, topics: ["engineering", "chatter"] },
  { people: [0, 1], share: 4, topics: ["engineering"] },
  { people: [0, 3], share: 3, topics: ["design", "chatter"] },
  { people: [0, 4, 5], share: 2, topics: ["support"] },
  { people: [0], share: 1, topics: ["company"] },
];
