import type { Exchange } from "./exchange.ts";

export const engineering: readonly Exchange[] = [
  [
    [
      "A",
      "Rolled the new {part} path to staging. {metric} went from **{slow}** to **{fast}**: one query a room, newest tick wins.",
    ],
    ["B", "Lovely. @A can you run the storm test against it before we cut `{version}`?"],
    ["A", "On it."],
    [
      "A",
      "First run, {count} sockets dropped at once: everyone back in {fast2}, nothing lost, nothing twice.",
    ],
    ["C", "🎉"],
  ],
  [
    ["A", "Anyone else seeing {part} flake on main? Third time today."],
    ["B", "Yes. It waits for a *time* where it should wait for an *event*."],
    ["A", "Will mend. Sorry, that one was mine."],
  ],
  [
    [
      "A",
      "Code review please: https://git.acme.example/robots/pull/{pr} — {part}, about {lines} lines, mostly deletions.",
    ],
    ["B", "Looking now."],
    [
      "B",
      "Left two comments. The second is the one that matters: we hold the lock across the network call.",
    ],
    ["A", "Good catch. Pushed."],
    ["B", "Approved ✅"],
  ],
  [
    [
      "A",
      "This is the part I am unsure about:\n\n```ts\nif (change.from > clock) return requestSync(room); // a hole: never guess\napply(newest(known, change));\nclock = change.to;\n```\n\nIf the answer is late we apply live changes meanwhile, which is fine, because ticks only grow.",
    ],
    ["B", "It holds. What if `to` is behind the clock?"],
    ["A", "Then it's a duplicate and changes nothing."],
    ["C", "Could you put exactly that into the docs? It took me a morning to see."],
  ],
  [
    [
      "A",
      "Upgraded {lib} to {version}. Changelog says *no breaking changes*, the tests say otherwise:\n\n- dates come back as strings\n- the pool is closed twice\n- {part} needs a flag",
    ],
    ["B", "Classic."],
    ["C", "Pin it and let's look on {day}."],
  ],
  [
    [
      "A",
      "Profile of {part} under load: {pct} % in JSON, {pct2} % waiting for the disk. I don't think the hash map is our problem.",
    ],
    ["B", "So encode once per room instead of once per socket?"],
    ["A", "Exactly. Branch is up."],
  ],
  [
    [
      "A",
      "```sql\nEXPLAIN ANALYZE SELECT id FROM message\nWHERE conversation_id = $1 AND tick > $2\nORDER BY tick LIMIT 501;\n-- Index Scan using message_conversation_id_tick_idx  (actual time=0.031..0.212)\n```",
    ],
    ["B", "That is what I like to see."],
  ],
  [
    ["A", "Question: do we keep supporting firmware older than {version}?"],
    ["B", "Two customers are still on it. {customer} is one of them."],
    ["C", "They update in {month}. Keep it until then, behind one `if`."],
    ["A", "👍"],
  ],
  [
    ["A", "Moved {part} to its own worker. Main loop p99 is down to {fast}."],
    ["B", "Does it survive `kill -9`?"],
    ["A", "It does since this morning. There's a test."],
  ],
  [
    ["A", "Heads up: I'm rebasing the {part} branch, please don't push to it for ten minutes."],
    ["A", "Done."],
  ],
  [
    [
      "A",
      "> We could just retry it.\n\nWe could, if it were idempotent. It isn't yet. Ticket: https://track.acme.example/ENG-{pr}",
    ],
    ["B", "Give the request an id and it is."],
  ],
  [
    ["A", "`{version}` is out to {pct} % of the fleet. No regressions so far."],
    ["B", "Watching the graphs."],
    ["B", "{pct2} % now, still flat."],
    ["A", "Going to everyone after lunch."],
  ],
  [
    ["A", "Pairing on {part} at {time}? @B"],
    ["B", "Yes, room *Hinge*."],
  ],
  [
    [
      "A",
      "The gripper calibration drifts by {mm} mm over a shift when it's cold. Recalibrating at start is not enough.",
    ],
    ["B", "Temperature sensor is right next to the motor. It measures the motor."],
    ["A", "… it does."],
  ],
  [
    ["A", "Found it. ~~The sensor~~ ~~The cable~~ The constant was in degrees."],
    ["B", "😅"],
    ["C", "I owe someone a coffee then."],
  ],
  [
    ["A", "CI is at {lines} s. Half of it is installing a browser."],
    ["B", "Cache it by lockfile?"],
    ["A", "Trying."],
    ["A", "{fast2} now."],
  ],
  [
    [
      "A",
      "Threat model for {part} is in the wiki. Please read before {day}, especially the part on tokens in URLs.",
    ],
    ["B", "Read. One question: who rotates the signing key?"],
    ["A", "Nobody. That's finding number one."],
  ],
];
