import type { VirtualizerHandle } from "virtua";
import type { ScrollPlace } from "../../state/scroll-places.ts";
import { momentOf, type Row, rowOf, rowOfSeq, seqOf } from "./rows.ts";

/** So close to the end counts as being there. */
const AT_END_PX = 32;
/** From here on a way back to the end is offered. */
const FAR_FROM_END_PX = 320;
/** This close to an edge the next page is fetched. */
const FETCH_AHEAD_PX = 1_200;

/** Where to go once its row is there: a message by id, or a place in the timeline. */
export type Destination = { id: string } | { seq: number };

/** What the keeper works on; given anew with every drawing. */
export type Scene = {
  rows: readonly Row[];
  hasOlder: boolean;
  hasNewer: boolean;
  loadOlder(): void;
  loadNewer(): void;
  loadLatest(): void;
  rememberPlace(place: ScrollPlace): void;
  /** What is on screen changed. */
  onSeen(): void;
  /** The row that was gone to is there. */
  onArrive(row: Row): void;
  onView(view: ScrollView): void;
};

/** What the timeline draws about its own position. */
export type ScrollView = { away: boolean; day: string | null };

/** Keeps the timeline still: at its end while it is read there, else exactly where it is. */
export class ScrollKeeper {
  readonly list: { current: VirtualizerHandle | null } = { current: null };
  private scene: Scene;
  private atEnd = true;
  private destination: Destination | null = null;
  private lastOffset = 0;

  constructor(scene: Scene) {
    this.scene = scene;
  }

  look(scene: Scene): void {
    this.scene = scene;
  }

  /** Begins where it was left, or at the end. */
  begin(left: ScrollPlace | undefined): void {
    const index = left && !left.atEnd ? rowOfSeq(this.scene.rows, left.seq) : -1;
    if (left && !left.atEnd && index >= 0) {
      this.atEnd = false;
      this.list.current?.scrollToIndex(index, { align: "start", offset: left.offset });
    } else this.stayAtEnd();
  }

  /** Other rows are drawn. */
  rowsChanged(): void {
    this.arrive();
    this.stayAtEnd();
    this.scene.onSeen();
  }

  stayAtEnd = (): void => {
    if (!this.atEnd || this.scene.hasNewer || this.destination) return;
    this.list.current?.scrollToIndex(this.scene.rows.length - 1, { align: "end" });
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
    this.stayAtEnd();
  }

  toEnd = (): void => {
    this.atEnd = true;
    this.destination = null;
    if (this.scene.hasNewer) this.scene.loadLatest();
    else this.stayAtEnd();
  };

  isAtEnd = (): boolean => this.atEnd;

  onScroll = (offset: number): void => {
    const list = this.list.current;
    if (!list) return;
    const { rows, hasOlder, hasNewer } = this.scene;
    const below = list.scrollSize - list.viewportSize - offset;
    if (below <= AT_END_PX) this.atEnd = !hasNewer;
    else if (offset < this.lastOffset - 1) this.atEnd = false;
    this.lastOffset = offset;
    if (offset < FETCH_AHEAD_PX && hasOlder) this.scene.loadOlder();
    if (below < FETCH_AHEAD_PX && hasNewer) this.scene.loadNewer();
    this.scene.onView({
      away: below > FAR_FROM_END_PX,
      day: offset > 4 ? momentOf(rows[list.findItemIndex(offset + 8)]) : null,
    });
    this.remember(list);
    this.scene.onSeen();
  };

  /** The newest place that is on screen. */
  lastSeenSeq = (): number | null => {
    const list = this.list.current;
    if (!list) return null;
    const { rows } = this.scene;
    let index = rows.length - 1;
    if (!this.atEnd) index = list.findItemIndex(list.scrollOffset + list.viewportSize - 8);
    while (index >= 0 && seqOf(rows[index]) === null) index--;
    return seqOf(rows[index]);
  };

  private arrive(): void {
    const wanted = this.destination;
    if (!wanted) return;
    const { rows } = this.scene;
    const index = "id" in wanted ? rowOf(rows, wanted.id) : rowOfSeq(rows, wanted.seq);
    const row = rows[index];
    if (!row) return;
    this.destination = null;
    this.atEnd = false;
    this.list.current?.scrollToIndex(index, { align: "center" });
    this.scene.onArrive(row);
  }

  private remember(list: VirtualizerHandle): void {
    if (this.atEnd) {
      this.scene.rememberPlace({ atEnd: true });
      return;
    }
    const { rows } = this.scene;
    let index = list.findItemIndex(list.scrollOffset);
    while (index < rows.length && seqOf(rows[index]) === null) index++;
    const seq = seqOf(rows[index]);
    if (seq === null) return;
    const offset = Math.round(list.scrollOffset - list.getItemOffset(index));
    this.scene.rememberPlace({ atEnd: false, seq, offset });
  }
}
