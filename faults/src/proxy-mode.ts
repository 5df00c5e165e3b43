/** `up` is from whoever connects to the target, `down` the way back. */
export type Direction = "up" | "down";

/** What a proxy does to the connections that go through it. */
export type ProxyMode =
  | { kind: "pass" }
  /** Every piece arrives later, by `ms` plus up to `jitterMs`, in its order. */
  | { kind: "latency"; ms: number; jitterMs: number }
  /** Nothing arrives for a while, then all of it: what TCP makes of a cable pulled and put back. */
  | { kind: "hold" }
  /**
   * Bytes vanish, ends included, and nobody is told; a connection that lost any is reset when the mode ends. Both ways,
   * the target does not even hear of whoever comes meanwhile.
   */
  | { kind: "blackhole"; direction: Direction | "both" }
  /** The connection is cut after this many further bytes in one direction. */
  | { kind: "close-after"; direction: Direction; bytes: number }
  /** Whoever tries to connect is reset; those connected stay. */
  | { kind: "refuse" };
