import { EventEmitter } from "node:events";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createIdleConnections } from "./idle-connections.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A connection over which namespaces are opened. */
function connect() {
  const conn = { readyState: "open", close: vi.fn() };
  const idle = createIdleConnections(1_000);
  return {
    conn,
    openNamespace() {
      const socket = Object.assign(new EventEmitter(), { conn });
      idle.opened(socket);
      return () => void socket.emit("disconnect");
    },
  };
}

test("a connection that has left its last namespace is closed after a while", () => {
  const { conn, openNamespace } = connect();
  const [leaveOne, leaveOther] = [openNamespace(), openNamespace()];
  leaveOne();
  vi.advanceTimersByTime(5_000);
  expect(conn.close).not.toHaveBeenCalled();
  leaveOther();
  vi.advanceTimersByTime(900);
  expect(conn.close).not.toHaveBeenCalled();
  vi.advanceTimersByTime(200);
  expect(conn.close).toHaveBeenCalledOnce();
});

test("unless another one is opened meanwhile", () => {
  const { conn, openNamespace } = connect();
  openNamespace()();
  vi.advanceTimersByTime(500);
  openNamespace();
  vi.advanceTimersByTime(5_000);
  expect(conn.close).not.toHaveBeenCalled();
});

test("one that is closed already waits for nothing", () => {
  const { conn, openNamespace } = connect();
  const leave = openNamespace();
  conn.readyState = "closed";
  leave();
  expect(vi.getTimerCount()).toBe(0);
});
