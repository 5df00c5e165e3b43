import type { RoomName } from "@hallway/protocol";
import fc from "fast-check";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { selectUnread } from "../state/unread-of-state.ts";
import type { ModelConversation } from "./testing/model-room.ts";
import { closeScenes, holdTime, Scene, settle } from "./testing/scene.ts";

beforeEach(holdTime);
afterEach(closeScenes);

/** A server tells a room's clock once more when the room has been quiet for so long. */
const HINT_AFTER_MS = 3_000;
/** Whatever was lost is there after this time. */
const MOST_LAG_MS = 35_000;
const LOOK_EVERY_MS = 500;
/** What chance says when everything that is spread comes as late as it may. */
const LATEST = 0.999;

/** What others say over some minutes: after which pause, and where. */
const anyTalk = fc.array(
  fc.record({ pause: fc.integer({ min: 50, max: 9_000 }), where: fc.nat(2) }),
  { minLength: 40, maxLength: 40, size: "max" },
);

test.each([
  ["G14: three of ten live events and hints lost", 30],
  ["G18: every live event and hint lost", 100],
])(
  "%s: all of it is there within 35 s, without a reload or a new connection",
  async (_, share) => {
    const run = async (talk: { pause: number; where: number }[], luck: Iterator<number>) => {
      const scene = new Scene();
      await settle();
      const places = openPlaces(scene);
      await vi.advanceTimersByTimeAsync(MOST_LAG_MS);
      vi.mocked(Math.random).mockReturnValue(LATEST);
      const before = countRestarts(scene);
      loseLive(scene, () => (luck.next().value ?? 0) < share);
      const lag = watchLag(scene, places);
      for (const { pause, where } of talk) {
        const place = places[where];
        if (place) scene.server.send(place, { authorId: "ada", text: `after ${pause}` });
        await lag.pass(pause);
      }
      await lag.pass(MOST_LAG_MS);
      expect(lag.most()).toBeLessThanOrEqual(MOST_LAG_MS);
      expect(lag.now()).toEqual([]);
      expect(countRestarts(scene)).toEqual(before);
      scene.workspace.close();
    };
    const luck = fc.infiniteStream(fc.nat(99));
    await fc.assert(fc.asyncProperty(anyTalk, luck, run), { numRuns: 12, endOnFailure: true });
  },
  120_000,
);

/** A channel that is open on the screen, one that is not, and a direct message. */
function openPlaces(scene: Scene): ModelConversation[] {
  const { server, general } = scene;
  const others = [server.createConversation("other"), server.createConversation("", "dm")];
  for (const place of others) for (const person of ["me", "ada"]) server.join(place, person);
  scene.workspace.actions.openConversation(general.id);
  return [general, ...others];
}

/** Loses what comes live, hints included, as chance has it. */
function loseLive({ line, server }: Scene, loses: () => boolean): void {
  line.loses = loses;
  const due = new Map<RoomName, ReturnType<typeof setTimeout>>();
  server.listen("me", ({ room, to }) => {
    clearTimeout(due.get(room));
    const tell = () => {
      if (!loses()) line.down.clock({ room, to });
    };
    due.set(room, setTimeout(tell, HINT_AFTER_MS));
  });
}

/** Measures for how long a place was shown with less than the server has. */
function watchLag(scene: Scene, places: readonly ModelConversation[]) {
  const since = new Map<string, number>();
  let most = 0;
  const isBehind = (place: ModelConversation) =>
    scene.state.conversations.get(place.id)?.lastSeq !== place.messages.length ||
    selectUnread(scene.state, place.id).unread !== place.counts("me").unreadCount;
  const look = () => {
    for (const place of places) {
      if (!isBehind(place)) since.delete(place.id);
      else since.set(place.id, since.get(place.id) ?? Date.now());
    }
    most = Math.max(most, ...[...since.values()].map((start) => Date.now() - start));
  };
  return {
    most: () => most,
    now: () => places.filter(isBehind).map(({ id }) => id),
    /** Lets time pass and looks now and then. */
    async pass(ms: number) {
      for (let left = ms; left > 0; left -= LOOK_EVERY_MS) {
        await vi.advanceTimersByTimeAsync(Math.min(left, LOOK_EVERY_MS));
        look();
      }
    },
  };
}

function countRestarts({ line }: Scene) {
  return { dials: line.dials, readings: line.countAsked("workspace:bootstrap") };
}
