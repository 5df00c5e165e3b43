// Preloaded into a server under test: answers how many objects of the kinds that leak are alive, on a socket of its own.
import { EventEmitter } from "node:events";
import { createServer } from "node:http";
import { Socket } from "node:net";
import { queryObjects } from "node:v8";
import type { Census } from "./census.ts";

const timer = setTimeout(() => undefined, 0);
clearTimeout(timer);
const Timeout = timer.constructor;

/** Counting collects garbage first. */
function count(kind: Parameters<typeof queryObjects>[0]): number {
  return queryObjects(kind, { format: "count" });
}

function takeCensus(): Census {
  return {
    timers: count(Timeout),
    networkSockets: count(Socket),
    emitters: count(EventEmitter),
    functions: count(Function),
    heapBytes: process.memoryUsage().heapUsed,
  };
}

createServer((_request, response) => {
  response.setHeader("connection", "close");
  response.end(JSON.stringify(takeCensus()));
})
  .listen(process.env.CENSUS_SOCKET)
  .unref();
