import type { Sabotage } from "./sabotage.ts";

/** Faults of rooms, clocks, catching up, read pointers and sessions. */
export const roomSabotages: readonly Sabotage[] = [
  {
    name: "clock-moves-twice",
    does: "Moves a room's clock by two for one change.",
    namedBy: ["P4"],
    edits: [
      {
        file: "realtime/clock.ts",
        piece: "UPDATE room SET clock = clock + 1 WHERE",
        instead: "UPDATE room SET clock = clock + 2 WHERE",
      },
    ],
  },
  {
    name: "changes-lost",
    does: "Does not tell a room of every third commit, and hints nothing.",
    namedBy: ["live"],
    edits: [
      {
        file: "realtime/audience.ts",
        piece: "show(namespace, step);\n      shown(step);",
        instead: "if (step.to % 3 === 0) return;\n      show(namespace, step);\n      shown(step);",
      },
    ],
  },
  {
    name: "read-before-join",
    does: "Reads what a socket has missed, and lets it into its rooms only afterwards.",
    namedBy: ["P5", "live"],
    edits: [
      {
        file: "realtime/enter-rooms.ts",
        piece: "void socket.join(moves.entered);",
        instead: "setTimeout(() => socket.join(moves.entered), 900);",
      },
      {
        file: "realtime/sync.ts",
        piece: "metrics.synced(answer.rooms);\n    return answer;",
        instead: `await new Promise((resolve) => setTimeout(resolve, 600));
    const later = await readCaller(database.reads.ask, caller);
    const clockOf = new Map(later?.places?.rooms.map(({ room, clock }) => [roomName(room), clock]));
    const rooms = answer.rooms.map((one) => ({ ...one, to: clockOf.get(one.room) ?? one.to }));
    return { ...answer, rooms };`,
      },
    ],
  },
  {
    name: "nodes-keep-silent",
    does: "Tells the other nodes nothing of what was committed.",
    namedBy: ["live"],
    needs: "cluster",
    edits: [
      {
        file: "realtime/publish.ts",
        piece: `bus.tell({ kind: "committed", ...told });`,
        instead: "",
      },
    ],
  },
  {
    name: "removed-stay",
    does: "Leaves the sockets of removed people in the room.",
    namedBy: ["P12"],
    edits: [
      {
        file: "realtime/audience.ts",
        piece: "namespaceOf(room)?.in(ownRooms(userIds)).socketsLeave(audienceOf(room));",
        instead: "",
      },
    ],
  },
  {
    name: "rooms-leak",
    does: "Tells the whole workspace what a room hears.",
    namedBy: ["P12"],
    edits: [
      {
        file: "realtime/audience.ts",
        piece: `namespace.to(told.room).emit("changes", told);`,
        instead: `namespace.emit("changes", told);`,
      },
    ],
  },
  {
    name: "told-is-kept",
    does: "Keeps 50 kB of whatever it tells, for ever.",
    namedBy: ["P15"],
    edits: [
      {
        file: "realtime/audience.ts",
        piece: "shown(step);",
        instead: "shown(step);\n      (globalThis.told ??= []).push(Buffer.alloc(50_000));",
      },
    ],
  },
  {
    name: "gone-not-told",
    does: "Tells nobody that they have lost a room.",
    namedBy: ["P5", "P14"],
    edits: [
      {
        file: "realtime/sync.ts",
        piece: ".filter((name) => !names.has(name))",
        instead: ".filter(() => false)",
      },
      {
        file: "conversations/leave-conversation.ts",
        piece: `tx.changed(own, { kind: "participation", data: toOwnView(mine) });`,
        instead: "",
      },
    ],
  },
  {
    name: "read-goes-back",
    does: "Moves a read pointer to wherever the last device says.",
    namedBy: ["P11"],
    edits: [
      {
        file: "read-state/mark-facts.ts",
        piece: "ELSE greatest(p.last_read_seq, least(asked.seq, c.last_seq)) END AS seq",
        instead: "ELSE least(asked.seq, c.last_seq) END AS seq",
      },
    ],
  },
  {
    name: "unread-counts-mine",
    does: "Counts my own messages as unread.",
    namedBy: ["P10"],
    edits: [
      {
        file: "read-state/participation-view.ts",
        piece: " AND deleted_at IS NULL AND author_id <> p.user_id",
        instead: " AND deleted_at IS NULL",
      },
      {
        file: "read-state/mark-facts.ts",
        piece: " AND deleted_at IS NULL AND author_id <> p.user_id",
        instead: " AND deleted_at IS NULL",
      },
    ],
  },
  {
    name: "revocation-ignored",
    does: "Leaves the sockets of ended sessions open.",
    namedBy: ["P13"],
    edits: [
      {
        file: "realtime/publish.ts",
        piece: "for (const ending of endings) ends.tell(ending);",
        instead: "",
      },
    ],
  },
  {
    name: "sessions-forever",
    does: "Takes every session for a living one, whatever the database says.",
    namedBy: ["P13"],
    edits: [
      {
        file: "realtime/publish.ts",
        piece: "for (const ending of endings) ends.tell(ending);",
        instead: "",
      },
      {
        file: "auth/end-sessions.ts",
        piece: "DELETE FROM session",
        instead: "UPDATE session SET updated_at = now()",
      },
    ],
  },
];
