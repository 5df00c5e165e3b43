import type { ScrollPlace } from "../../state/scroll-places.ts";
import { momentOf, type Row, rowOf, rowOfSeq, seqOf } from "./rows.ts";
import { below, firstInSight, focusedIn, lastInSight, topWithin } from "./sight.ts";
import { around, type Bounds, extended, spanOf, tailOf, trimmed } from "./span.ts";

/** So close to the end counts as being there. */
const AT_END_PX = 32;
/** From here on a way back to the end is offered. */
const FAR_FROM_END_PX = 320;
/** This close to an edge more is drawn, or fetched. */
const AHEAD_PX = 1_500;
/** So much of what was read is shown above the line where reading stopped. */
const ABOVE_UNREAD_PX = 96;

/** The day at the top is shown until the timeline rested so long. */
const STILL_AFTER_MS = 1_200;

/** Where to go once its row is there: a message by id, or a place in the timeline. */
export type Destination = { id: string } | { seq: number; offset?: number };

/** What the keeper works on; given anew with every drawing. */
export type Scene = {
  rows: readonly Row[];
  hasOlder: boolean;
  hasNewer: boolean;
  /** Rows that must stay drawn: they hold something half written. */
  kept: readonly string[];
  loadOlder(): void;
  loadNewer(): void;
  loadLatest(): void;
  rememberPlace(place: ScrollPlace): void;
  /** What is on screen changed. */
  onSeen(): void;
  /** The row that was gone to is there. */
  onArrive(row: Row): void;
  onView(view: ScrollView): void;
  onBounds(bounds: Bounds): void;
};

/** What the timeline draws about its own position. */
export type ScrollView = {
  away: boolean;
  /** The day at the top, while it moves. */
  day: string | null;
};

type Aim = { key: string; block: "center" | "nearest" } | { key: string; offset: number };

/**
 * Keeps the timeline still: at its end while it is read there, else exactly where it is. Rows are in normal flow; the
 * first one in sight is the anchor, and whatever grows or shrinks above it is made up for in the same frame.
 */
export class ScrollKeeper {
  bounds: Bounds;
  private scene: Scene;
  private scroller: HTMLElement | null = null;
  private atEnd = true;
  private destination: Destination | null = null;
  private aim: Aim | null = null;
  private anchor: { element: HTMLElement; top: number } | null = null;
  private lastTop = 0;
  private stillness: ReturnType<typeof setTimeout> | null = null;

  /** Begins where reading stopped, else where it was left, else at the end. */
  constructor(scene: Scene, left: ScrollPlace | undefined) {
    this.scene = scene;
    const { rows } = scene;
    const unread = rows.findIndex(({ kind }) => kind === "unread");
    const place = left && !left.atEnd ? rowOfSeq(rows, left.seq) : -1;
    const isLoaded = left?.atEnd === false && seqOf(rows[place]) === left.seq;
    const key = rows[unread >= 0 ? unread + 1 : isLoaded ? place : -1]?.key;
    if (key === undefined) {
      this.bounds = tailOf(rows);
      if (left?.atEnd === false) this.destination = left;
      return;
    }
    this.atEnd = false;
    this.bounds = around(rows, unread >= 0 ? unread : place);
    const offset = left && !left.atEnd ? left.offset : 0;
    this.aim = { key, offset: unread >= 0 ? -ABOVE_UNREAD_PX : offset };
  }

  look(scene: Scene): void {
    this.scene = scene;
  }

  /** Follows an element that scrolls, and what is in it. */
  attach = (scroller: HTMLElement | null): (() => void) | undefined => {
    this.scroller = scroller;
    const content = scroller?.lastElementChild;
    if (!scroller || !content) return undefined;
    const observer = new ResizeObserver(() => this.settle());
    observer.observe(scroller);
    observer.observe(content);
    return () => observer.disconnect();
  };

  /** Other rows are drawn, or rows changed their height. */
  settle(): void {
    this.arrive();
    if (this.aim) this.takeAim(this.aim);
    else if (this.atEnd) this.stayAtEnd();
    else this.makeUp();
    this.after();
  }

  onScroll = (): void => {
    const { scroller } = this;
    if (!scroller) return;
    const top = scroller.scrollTop;
    if (below(scroller) <= AT_END_PX) this.atEnd = this.showsEnd();
    else if (top < this.lastTop - 1) this.atEnd = false;
    if (this.stillness !== null) clearTimeout(this.stillness);
    this.stillness = setTimeout(this.rest, STILL_AFTER_MS);
    this.after();
    this.remember();
  };

  private rest = (): void => {
    this.stillness = null;
    this.view(null);
  };

  goTo = (destination: Destination): void => {
    this.destination = destination;
    this.arrive();
  };

  /** A destination is set whose row is not there yet. */
  isOnItsWay(): boolean {
    return this.destination !== null;
  }

  /** Gives up on the destination. */
  stay(): void {
    this.destination = null;
  }

  toEnd = (): void => {
    this.atEnd = true;
    this.destination = null;
    this.aim = null;
    this.scene.loadLatest();
    this.change(tailOf(this.scene.rows));
    this.settle();
  };

  isAtEnd = (): boolean => this.atEnd;

  /** Brings a row into sight, moving as little as can be. */
  reveal = (key: string): void => {
    const index = rowOf(this.scene.rows, key);
    if (index < 0) return;
    this.atEnd = false;
    this.bring({ key, block: "nearest" }, index);
  };

  /** The newest place that is on screen. */
  lastSeenSeq = (): number | null => {
    const { rows } = this.scene;
    const last = this.atEnd
      ? rows.length - 1
      : this.indexOf(this.scroller && lastInSight(this.scroller));
    for (let index = last; index >= 0; index--) {
      const seq = seqOf(rows[index]);
      if (seq !== null) return seq;
    }
    return null;
  };

  private arrive(): void {
    const wanted = this.destination;
    if (!wanted) return;
    const { rows } = this.scene;
    const index = "id" in wanted ? rowOf(rows, wanted.id) : rowOfSeq(rows, wanted.seq);
    const row = rows[index];
    if (!row || ("seq" in wanted && wanted.seq < (firstSeq(rows) ?? 0))) return;
    this.destination = null;
    this.atEnd = false;
    const { key } = row;
    const offset = "seq" in wanted ? wanted.offset : undefined;
    this.bring(offset === undefined ? { key, block: "center" } : { key, offset }, index);
    this.scene.onArrive(row);
  }

  private bring(aim: Aim, index: number): void {
    this.aim = aim;
    const { start, end } = spanOf(this.scene.rows, this.bounds);
    if (index < start || index >= end) this.change(around(this.scene.rows, index));
    else this.takeAim(aim);
  }

  private takeAim(aim: Aim): void {
    const element = this.elementOf(aim.key);
    if (!element || !this.scroller) return;
    this.aim = null;
    if ("block" in aim) element.scrollIntoView({ block: aim.block });
    else this.scroller.scrollTop += topWithin(this.scroller, element) + aim.offset;
    // What was the anchor before must not pull the timeline back.
    this.holdOn(this.scroller);
  }

  private stayAtEnd(): void {
    if (this.scroller && this.showsEnd()) this.scroller.scrollTop = this.scroller.scrollHeight;
  }

  /** Whatever happened above the anchor, it stays where it is on the screen. */
  private makeUp(): void {
    const { anchor, scroller } = this;
    if (!anchor?.element.isConnected || !scroller) return;
    const moved = anchor.element.offsetTop - anchor.top;
    if (moved !== 0) scroller.scrollTop += moved;
  }

  /** Takes the anchor anew, and sees to what is near the edges. */
  private after(): void {
    const { scroller, scene } = this;
    if (!scroller) return;
    const element = this.holdOn(scroller);
    this.feed();
    this.view(element);
    scene.onSeen();
  }

  private holdOn(scroller: HTMLElement): HTMLElement | null {
    const element = firstInSight(scroller);
    this.anchor = element ? { element, top: element.offsetTop } : null;
    this.lastTop = scroller.scrollTop;
    return element;
  }

  private view(first: HTMLElement | null): void {
    const { scroller, scene } = this;
    if (!scroller) return;
    const moves = this.stillness !== null && scroller.scrollTop > 4;
    scene.onView({
      away: below(scroller) > FAR_FROM_END_PX || !this.showsEnd(),
      day: moves ? momentOf(scene.rows[this.indexOf(first)]) : null,
    });
  }

  private feed(): void {
    const { scroller, scene, bounds } = this;
    if (!scroller || this.aim) return;
    const { rows, hasOlder, hasNewer } = scene;
    let next = bounds;
    if (scroller.scrollTop < AHEAD_PX) {
      const more = extended(rows, next, "older");
      if (more) next = more;
      else if (hasOlder) scene.loadOlder();
    }
    if (below(scroller) < AHEAD_PX) {
      const more = extended(rows, next, "newer");
      if (more) next = more;
      else if (hasNewer) scene.loadNewer();
    }
    const looked = this.atEnd ? rows.length - 1 : this.indexOf(this.anchor?.element ?? null);
    const kept = scene.kept.map((key) => rowOf(rows, key));
    kept.push(this.indexOf(focusedIn(scroller)));
    this.change(looked < 0 ? next : trimmed(rows, next, { looked, kept }));
  }

  private change(bounds: Bounds): void {
    if (bounds.first === this.bounds.first && bounds.last === this.bounds.last) return;
    this.bounds = bounds;
    this.scene.onBounds(bounds);
  }

  private remember(): void {
    const { scroller, anchor, scene } = this;
    if (this.atEnd) {
      scene.rememberPlace({ atEnd: true });
      return;
    }
    const seq = seqOf(scene.rows[this.indexOf(anchor?.element ?? null)]);
    if (!scroller || !anchor || seq === null) return;
    scene.rememberPlace({
      atEnd: false,
      seq,
      offset: Math.round(-topWithin(scroller, anchor.element)),
    });
  }

  private showsEnd(): boolean {
    return !this.scene.hasNewer && this.bounds.last === null;
  }

  private elementOf(key: string): HTMLElement | null {
    return document.getElementById(`message-${key}`);
  }

  private indexOf(element: HTMLElement | null): number {
    return element ? rowOf(this.scene.rows, element.id.replace(/^message-/, "")) : -1;
  }
}

function firstSeq(rows: readonly Row[]): number | null {
  return seqOf(rows.find((row) => seqOf(row) !== null));
}
