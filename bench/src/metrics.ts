import type { ServerProcess } from "./server-process.ts";

/** What a server tells of itself at this moment, by name; a metric with labels is summed over them. */
export async function readMetrics({ url }: ServerProcess): Promise<Map<string, number>> {
  const text = await (await fetch(`${url}/metrics`)).text();
  const values = new Map<string, number>();
  for (const [, name = "", value] of text.matchAll(/^(\w+)(?:\{[^}]*\})? (\S+)$/gm)) {
    values.set(name, (values.get(name) ?? 0) + Number(value));
  }
  return values;
}
