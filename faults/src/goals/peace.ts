import { type GoalRun, usualCrowd } from "./goal.ts";
import { violationsOf } from "./property-figures.ts";
import { ackedMessages } from "./stored-figures.ts";

const promises = ["P1", "P2", "P3", "P4", "P5", "P6", "P7", "P8", "P9", "P10", "P11"];

export const peace: GoalRun = {
  name: "peace",
  what: "Nothing is broken for ten minutes.",
  deployments: ["cluster"],
  crowd: usualCrowd,
  minutes: 10,
  schedule: () => [],
  goals: [
    {
      name: "G1",
      promise: "Without any fault the checker finds nothing.",
      figures: [violationsOf(promises), ackedMessages],
    },
  ],
};
