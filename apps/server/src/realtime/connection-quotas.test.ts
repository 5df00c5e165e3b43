import { limits, paces } from "@hallway/protocol";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type Connection, createConnectionQuotas } from "./connection-quotas.ts";

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["performance"] });
});
afterEach(() => {
  vi.useRealTimers();
});

/** A connection whose packets a test makes up. */
function connect(enabled = true) {
  let hear: (packet: { type: string; data?: unknown }) => void = () => undefined;
  const close = vi.fn();
  const connection: Connection = {
    close,
    on(_, listener) {
      hear = listener;
    },
  };
  createConnectionQuotas({ enabled }).watch(connection);
  return { close, send: (data: unknown) => hear({ type: "message", data }) };
}

test("as many namespaces as a connection may hold it may hold, and not one more", () => {
  const { close, send } = connect();
  for (let at = 0; at < limits.namespacesPerConnection; at++) send(`0/w/${at},{"protocol":1}`);
  expect(close).not.toHaveBeenCalled();
  send("0/w/more,");
  expect(close).toHaveBeenCalled();
});

test("whoever opens and closes one namespace all the time is cut; a person who changes places is not", () => {
  const hasty = connect();
  for (let turn = 0; turn < paces.namespaces.burst; turn++) {
    hasty.send("0/w/a,");
    hasty.send("1/w/a,");
  }
  expect(hasty.close).not.toHaveBeenCalled();
  hasty.send("0/w/a,");
  expect(hasty.close).toHaveBeenCalled();

  const calm = connect();
  for (let turn = 0; turn < 200; turn++) {
    calm.send("0/w/a,");
    calm.send("1/w/a,");
    vi.advanceTimersByTime(1_000);
  }
  expect(calm.close).not.toHaveBeenCalled();
});

test("what is no packet of a namespace counts nothing", () => {
  const { close, send } = connect();
  for (const data of [undefined, null, 7, "", "2[]", "9", "x", Buffer.from("0/w/a")]) {
    for (let turn = 0; turn < 100; turn++) send(data);
  }
  expect(close).not.toHaveBeenCalled();
});

test("X17: 60 events a second for a minute are heard, then refused, then enough", () => {
  const quotas = createConnectionQuotas({ enabled: true });
  const connection = {};
  const verdicts: string[] = [];
  for (let at = 0; at < 60 * 60; at++) {
    const { waitMs, isEnough } = quotas.countEvent(connection);
    verdicts.push(isEnough ? "enough" : waitMs > 0 ? "refused" : "heard");
    vi.advanceTimersByTime(1_000 / 60);
  }
  expect(verdicts.indexOf("refused")).toBeGreaterThan(paces.events.burst);
  expect(verdicts.indexOf("enough")).toBeGreaterThan(verdicts.indexOf("refused"));
  expect(quotas.countEvent({})).toEqual({ waitMs: 0, isEnough: false });
});

test("20 events a second are heard for ever", () => {
  const quotas = createConnectionQuotas({ enabled: true });
  const connection = {};
  for (let at = 0; at < 20 * 600; at++) {
    expect(quotas.countEvent(connection).waitMs).toBe(0);
    vi.advanceTimersByTime(50);
  }
});
