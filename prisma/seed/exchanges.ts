import type { Topic } from "./channels.ts";
import { engineering } from "./engineering-exchanges.ts";
import type { Exchange } from "./exchange.ts";

/** What people talk about. */
export const exchanges: Record<Topic, readonly Exchange[]> = {
  engineering,
  design: [
    [
      ["A", "New flow for {part}, three variants: https://draw.acme.example/f/{pr}"],
      ["B", "The second one. The first asks a question the person can't answer yet."],
      ["C", "Second, with the copy of the third."],
    ],
    [
      ["A", "Can we drop the modal? It interrupts people in the middle of a sentence."],
      ["B", "What would replace it?"],
      ["A", "A line above the composer. You see it, you finish your thought, you decide."],
      ["B", "Yes please."],
    ],
    [
      ["A", "Contrast of the muted text is 4.1:1 on the sidebar. We need 4.5."],
      ["B", "Darkened it by two steps: 4.9 now."],
      ["A", "Thanks ❤️"],
    ],
    [
      [
        "A",
        "@B the design review moved to {time}, room is the same. Bring the unread states, please.",
      ],
      ["B", "Will do. Empty state too?"],
      ["A", "Especially the empty state."],
    ],
    [
      [
        "A",
        "Empty state copy, pick one:\n\n1. Nothing here yet.\n2. This is the beginning of {part}.\n3. Quiet in here. Say hello?",
      ],
      ["B", "2. It tells me where I am."],
      ["C", "2."],
    ],
    [
      [
        "A",
        "Tested with five people from {customer}. Four of five looked for the setting in their profile.",
      ],
      ["B", "Then that's where it belongs."],
    ],
    [
      ["A", "Icons are 1.5 px now, everywhere. It looks calmer than it sounds."],
      ["B", "It does. Ship it."],
    ],
    [
      [
        "A",
        "What happens to the layout with a really long name, say *Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen*?",
      ],
      ["B", "It truncates, and the tooltip has the whole of it."],
      ["A", "And right to left: שלום עולם?"],
      ["B", "Isolated. Looks right."],
    ],
  ],
  support: [
    [
      [
        "A",
        "{customer} reports that robot {unit} stops at the charger and waits. Logs attached to https://desk.acme.example/t/{pr}",
      ],
      ["B", "Looking. Which firmware?"],
      ["A", "`{version}`."],
      ["B", "Known, fixed in the next one. Workaround: reseat the charger's contact plate."],
      ["A", "They did, it runs. Thank you!"],
    ],
    [
      ["A", "Who can take a call with {customer} at {time}? They speak German."],
      ["B", "I can."],
    ],
    [
      [
        "A",
        "Ticket count this week: **{lines}**, {pct} % down on last week. The new self-test helps.",
      ],
      ["B", "🙌"],
    ],
    [
      [
        "A",
        "Answer template for the Wi-Fi roaming question is in the handbook now. Please stop inventing new ones 😄",
      ],
      ["B", "But mine had a poem."],
    ],
    [
      ["A", "{customer} asks whether we can keep their data in the EU only."],
      ["B", "It is already. I'll send the paper."],
      ["C", "Point them to the self-hosting page too, they may prefer that."],
    ],
    [
      ["A", "Third customer this month who can't find the export. @B can we move it up?"],
      ["B", "Yes. On {day}."],
    ],
    [
      ["A", "Is the spare arm for {customer} on its way?"],
      ["B", "Left Rotterdam this morning, tracking says {day}."],
    ],
    [
      [
        "A",
        "Dock {unit}: the lift's door sensor reports open while it is shut. We run it by hand meanwhile.",
      ],
      ["B", "Do not override it in software please. I'm driving over."],
      ["A", "👍 Coffee's on."],
    ],
  ],
  company: [
    [
      ["A", "Welcome {newcomer}, who joins us today! Say hello 👋"],
      ["B", "Welcome!"],
      ["C", "Great to have you 🎉"],
    ],
    [
      [
        "A",
        "Reminder: all hands at {time} on {day}. Agenda:\n\n- numbers\n- {part}\n- your questions (write them down, please)",
      ],
      ["B", "Can we talk about the office move too?"],
      ["A", "Added."],
    ],
    [
      [
        "A",
        "Numbers for {month}: {count} robot hours, {pct} % more than the month before. Uptime 99.9{digit} %.",
      ],
      ["B", "That's the best month so far."],
      ["C", "Cake?"],
      ["A", "Cake."],
    ],
    [
      [
        "A",
        "Expenses for {month} are due on {day}. Yes, also the train tickets. @B I'm looking at you.",
      ],
      ["B", "I have them *all* in an envelope."],
    ],
    [
      ["A", "Contract with {customer} is signed ✍️ Eighteen robots, starting in {month}."],
      ["B", "Huge. Well done!"],
      ["C", "🚀🚀🚀"],
    ],
    [["A", "The office is closed on {day}. Alarm is on, so really: closed."]],
    [
      ["A", "New in the handbook: how we write decisions down. Two pages, worth ten minutes."],
      ["B", "I like that it starts with what we *didn't* choose."],
    ],
    [["A", "Whoever left a bicycle in the server room: it is now asset number {pr}."]],
  ],
  chatter: [
    [
      ["A", "Coffee machine shows error {digit}{digit2} again."],
      ["B", "It wants to be descaled. Everyone wants something."],
      ["C", "I'll do it."],
    ],
    [
      ["A", "Best lunch near the office that isn't the Thai place?"],
      ["B", "The Thai place."],
      ["C", "The *other* Thai place."],
    ],
    [
      ["A", "My cat walked over the keyboard and closed three tickets."],
      ["B", "Promote her."],
      ["C", "Were they the right ones?"],
      ["A", "Two of three. Better than me."],
    ],
    [
      [
        "A",
        "Finished chapter {digit}. “Define errors out of existence” is going to annoy a few people here.",
      ],
      ["B", "It annoyed me until I deleted {lines} lines with it."],
    ],
    [
      ["A", "Anyone up for bouldering on {day}?"],
      ["B", "Yes!"],
      ["C", "If my shoulder agrees."],
    ],
    [
      ["A", "Mechanical keyboards were a mistake. Signed, the person who sits next to @B"],
      ["B", "They are *tactile*, not clicky."],
    ],
    [
      ["A", "👀"],
      ["B", "?"],
      ["A", "Wrong window."],
    ],
    [
      ["A", "It snows! In {month}!"],
      ["B", "Here too ❄️"],
    ],
    [
      ["A", "Today I learnt that `Array.prototype.with` exists."],
      ["B", "Today I learnt it too."],
    ],
    [
      ["A", "Who is in the office on {day}? I bring cinnamon rolls 🥐"],
      ["B", "Now I am."],
      ["C", "Save me one please"],
    ],
    [["A", "🎉🎉🎉"]],
  ],
  incident: [
    [
      ["A", "**Incident**: {part} is down for {customer}. I'm on it, updates here."],
      ["B", "Anything I can take?"],
      ["A", "Please tell support, and keep the customer posted."],
      ["B", "Done."],
      ["A", "Cause found: disk full on the edge box, log rotation was off. Cleaning up."],
      ["A", "**Resolved** after {digit}{digit2} minutes. Write-up tomorrow."],
      ["C", "Thanks both 🙏"],
    ],
    [
      ["A", "Seeing elevated latency on {part}: p99 at {slow}."],
      ["B", "Deploy of `{version}` went out {digit} minutes before. Roll back?"],
      ["A", "Rolling back."],
      ["A", "Back to normal. {fast}."],
    ],
    [
      ["A", "Alert: unit {unit} lost its map. Operator has stopped it, nobody near."],
      ["B", "Lidar was dirty. Cleaned, localised, moving again."],
      ["C", "Adding a check for that."],
    ],
    [
      [
        "A",
        "Write-up of last night: https://wiki.acme.example/incidents/{pr}\n\n> What went well: we noticed before the customer did.\n> What did not: the runbook named a host that no longer exists.",
      ],
      ["B", "Fixed the runbook."],
    ],
  ],
};
