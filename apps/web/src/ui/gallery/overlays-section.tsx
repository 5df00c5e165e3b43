import { Bookmark, Copy, Link2, MessageSquareReply, Pencil, Settings, Trash2 } from "lucide-react";
import { useState } from "react";
import { Button } from "../button.tsx";
import { ConfirmDialog } from "../confirm-dialog.tsx";
import { Dialog } from "../dialog.tsx";
import { DropdownMenu } from "../dropdown-menu.tsx";
import type { MenuEntry } from "../menu-entry.ts";
import { TextField } from "../text-field.tsx";
import { showToast } from "../toasts.ts";
import { Row, Section } from "./section.tsx";

const note = (text: string) => () => showToast({ text });

const ENTRIES: MenuEntry[] = [
  { kind: "heading", label: "Message" },
  {
    kind: "item",
    label: "Reply in thread",
    icon: <MessageSquareReply />,
    shortcut: "t",
    onSelect: note("Thread"),
  },
  { kind: "item", label: "Edit message", icon: <Pencil />, shortcut: "e", onSelect: note("Edit") },
  { kind: "item", label: "Copy link", icon: <Link2 />, onSelect: note("Link copied") },
  {
    kind: "item",
    label: "Save for later",
    icon: <Bookmark />,
    disabled: true,
    onSelect: note("Saved"),
  },
  { kind: "choice", label: "Notify me about replies", checked: true, onSelect: note("Changed") },
  { kind: "line" },
  {
    kind: "item",
    label: "Delete message",
    icon: <Trash2 />,
    danger: true,
    onSelect: note("Deleted"),
  },
];

/** What opens over the page. */
export function OverlaysSection() {
  return (
    <Section title="Overlays">
      <Row>
        <DropdownMenu
          trigger={<Button icon={<Settings className="size-4" />}>Open menu</Button>}
          entries={ENTRIES}
        />
        <CreateDialog />
        <DeleteDialog />
        <Button
          icon={<Copy className="size-4" />}
          onClick={() =>
            showToast({
              text: "#q3-planning is archived",
              tone: "success",
              action: { label: "Undo", run: note("Undone") },
            })
          }
        >
          Show toast
        </Button>
      </Row>
    </Section>
  );
}

function CreateDialog() {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button variant="primary" onClick={() => setOpen(true)}>
        Open dialog
      </Button>
      <Dialog
        open={open}
        onOpenChange={setOpen}
        title="Create channel"
        description="Channels are where a team talks about one thing."
        footer={
          <>
            <Button onClick={() => setOpen(false)}>Cancel</Button>
            <Button variant="primary" onClick={() => setOpen(false)}>
              Create
            </Button>
          </>
        }
      >
        <div className="flex flex-col gap-4">
          <TextField label="Name" placeholder="design-review" />
          <TextField label="Purpose" hint="Shown to people who browse." />
        </div>
      </Dialog>
    </>
  );
}

function DeleteDialog() {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button variant="danger" onClick={() => setOpen(true)}>
        Open confirmation
      </Button>
      <ConfirmDialog
        open={open}
        onOpenChange={setOpen}
        title="Delete this message?"
        confirmLabel="Delete message"
        danger
        onConfirm={() => Promise.reject(new Error("You are offline. Try again when you are back."))}
      >
        It disappears for everyone in #engineering. This cannot be undone.
      </ConfirmDialog>
    </>
  );
}
