import type { PropertyVerdict, SiteLine } from "./contract.ts";

/** How long a node may take to end in order: what service managers and orchestrators give before they kill. */
const patienceMs = 30_000;

type Ended = Extract<SiteLine, { type: "ended" }>;

/** Judges the nodes as processes, from what the harness saw of them. */
export function judgeSite(lines: readonly SiteLine[]): PropertyVerdict[] {
  const ended = lines.filter((line) => line.type === "ended");
  const told = ended.filter(
    ({ order, phase }) => order?.signal === "SIGTERM" && phase === "serving",
  );
  return [
    property({
      name: "S1",
      promise: "No node that serves ends unless it is told to.",
      judged: lines.filter((line) => line.type === "started").length,
      broken: ended.filter(({ ordered, phase }) => !ordered && phase === "serving").map(inWords),
    }),
    property({
      name: "S2",
      promise: `A node that is told to end does so with code 0 within ${patienceMs / 1000} s.`,
      judged: told.length,
      broken: told
        .filter(({ code, order }) => code !== 0 || (order?.agoMs ?? 0) > patienceMs)
        .map(inWords),
    }),
    property({
      name: "S3",
      promise: "No node's log tells of a failure that nobody foresaw.",
      judged: lines.filter((line) => line.type === "started").length,
      broken: lines.filter((line) => line.type === "complaint").map(toldBy),
    }),
    property({
      name: "S4",
      promise: "No node's log holds a message, a password, a session, a link or an address.",
      judged: lines.filter((line) => line.type === "started").length,
      broken: lines.filter((line) => line.type === "leak").map(toldBy),
    }),
  ];
}

const mostExamples = 5;

function property({
  broken,
  ...rest
}: Pick<PropertyVerdict, "name" | "promise" | "judged"> & { broken: string[] }): PropertyVerdict {
  return { ...rest, violations: broken.length, examples: broken.slice(0, mostExamples) };
}

function toldBy({ node, text }: { node: string; text: string }): string {
  return `${node}: ${text}`;
}

function inWords({ node, code, signal, order }: Ended): string {
  const how = signal ? `by ${signal}` : `with code ${code}`;
  const after = order ? `, ${order.agoMs} ms after ${order.signal}` : "";
  return `${node} ended ${how}${after}`;
}
