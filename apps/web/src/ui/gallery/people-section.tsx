import { Avatar } from "../avatar.tsx";
import { AvatarStack } from "../avatar-stack.tsx";
import { HUES, hueOf } from "../initials.ts";
import { LetterTile } from "../letter-tile.tsx";
import { PRESENCE_LABELS } from "../presence-badge.tsx";
import { TimeLabel } from "../time-label.tsx";
import { PEOPLE } from "./people.ts";
import { Row, Section } from "./section.tsx";

/** Avatars in every colour, presence, stacks and tiles. */
export function PeopleSection() {
  return (
    <Section title="People and places">
      <ul className="grid grid-cols-3 gap-x-8 gap-y-3 phone:grid-cols-1">
        {PEOPLE.map(({ id, name, presence }) => (
          <li key={id} className="flex min-w-0 items-center gap-3">
            <Avatar id={id} name={name} presence={presence} />
            <div className="min-w-0 flex-1">
              <div dir="auto" className="truncate font-semibold">
                {name}
              </div>
              <div className="text-small text-muted">
                {PRESENCE_LABELS[presence]} ·{" "}
                <TimeLabel moment={Date.now() - 720_000} format="relative" />
              </div>
            </div>
          </li>
        ))}
      </ul>
      <Row>
        {oneOfEachHue().map((id) => (
          <Avatar key={id} id={id} name="Ann Archer" size={36} />
        ))}
      </Row>
      <Row>
        {[20, 28, 36, 48, 72].map((size) => (
          <Avatar key={size} id="p-5" name="Goro Ito" size={size} presence="active" />
        ))}
        <Avatar
          id="p-1"
          name="Broken Picture"
          image="/missing.png"
          size={36}
          presence="away"
          labelled
        />
        <AvatarStack people={PEOPLE} total={24} />
        <AvatarStack people={PEOPLE.slice(0, 2)} size={28} />
        <span className="flex gap-3 rounded-card bg-rail p-3">
          <LetterTile name="Acme Robotics" current />
          <LetterTile name="Northwind" />
          <LetterTile name="Studio" />
        </span>
      </Row>
    </Section>
  );
}

function oneOfEachHue(): string[] {
  const ids = Array.from({ length: 400 }, (_, at) => `person-${at}`);
  return HUES.map((hue) => ids.find((id) => hueOf(id) === hue) ?? "none");
}
