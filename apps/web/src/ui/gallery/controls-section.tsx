import { Bold, Paperclip, Pin, Plus, Search, SendHorizontal, Trash2 } from "lucide-react";
import { useState } from "react";
import { CountBadge, Tag } from "../badge.tsx";
import { Button } from "../button.tsx";
import { IconButton } from "../icon-button.tsx";
import { Kbd } from "../kbd.tsx";
import { Spinner } from "../spinner.tsx";
import { Row, Section } from "./section.tsx";

/** Buttons, badges, tags and keys. */
export function ControlsSection() {
  const [pinned, setPinned] = useState(true);
  return (
    <Section title="Controls">
      <Row>
        <Button variant="primary">Create workspace</Button>
        <Button>Cancel</Button>
        <Button variant="ghost">Not now</Button>
        <Button variant="danger" icon={<Trash2 className="size-4" />}>
          Delete message
        </Button>
        <Button variant="primary" loading>
          Sending
        </Button>
        <Button disabled>Disabled</Button>
      </Row>
      <Row>
        <Button size="small" variant="primary" icon={<Plus className="size-4" />}>
          Invite
        </Button>
        <Button size="small">Edit</Button>
        <Button size="small" variant="ghost">
          Skip
        </Button>
        <IconButton label="Search" icon={<Search />} shortcut="mod+f" />
        <IconButton
          label="Pin"
          icon={<Pin />}
          aria-pressed={pinned}
          onClick={() => setPinned(!pinned)}
        />
        <IconButton label="Bold" icon={<Bold />} size="small" shortcut="mod+b" />
        <IconButton label="Attach" icon={<Paperclip />} disabled />
        <IconButton label="Send" icon={<SendHorizontal />} variant="primary" />
        <Spinner />
      </Row>
      <Row>
        <CountBadge count={1} />
        <CountBadge count={42} />
        <CountBadge count={1200} />
        <CountBadge count={7} tone="neutral" />
        <Tag>Member</Tag>
        <Tag tone="accent">Owner</Tag>
        <Tag tone="mention">For you</Tag>
        <Tag tone="success">Healthy</Tag>
        <Tag tone="warning">Expires soon</Tag>
        <Tag tone="danger">Deactivated</Tag>
        <Kbd keys="mod+k" />
        <Kbd keys="alt+shift+up" />
        <Kbd keys="?" />
      </Row>
    </Section>
  );
}
