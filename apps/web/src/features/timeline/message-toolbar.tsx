import type { MessageView } from "@hallway/protocol";
import { BellDot, Copy, Ellipsis, Link, Pencil, Trash2 } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { DropdownMenu } from "../../ui/dropdown-menu.tsx";
import { IconButton } from "../../ui/icon-button.tsx";
import type { MenuEntry } from "../../ui/menu-entry.ts";
import { useTimelineTools } from "./timeline-context.ts";

export type MessageToolbarProps = { message: MessageView; onMenu(open: boolean): void };

/** What can be done with a message, where the pointer or the focus is; on a phone above it, so that its words stay to be read. */
export function MessageToolbar({ message, onMenu }: MessageToolbarProps) {
  const tools = useTimelineTools();
  const can = tools.abilitiesOf(message);
  const [open, setOpen] = useState(false);
  const bar = useShownWhole();
  return (
    <div
      ref={bar}
      role="toolbar"
      aria-label="Message actions"
      className="motion-rise absolute -top-4 right-3 z-10 flex scroll-m-1 rounded-card border border-line bg-raised p-0.5 shadow-2 phone:-top-12"
    >
      {can.edit ? (
        <IconButton
          size="small"
          label="Edit message"
          shortcut="e"
          icon={<Pencil />}
          onClick={() => tools.edit(message.id)}
        />
      ) : null}
      <IconButton
        size="small"
        label="Copy link"
        shortcut="c"
        icon={<Link />}
        onClick={() => tools.copyLink(message)}
      />
      {can.markUnread ? (
        <IconButton
          size="small"
          label="Mark unread"
          shortcut="u"
          icon={<BellDot />}
          onClick={() => tools.markUnread(message)}
        />
      ) : null}
      {can.delete ? (
        <IconButton
          size="small"
          label="Delete message"
          icon={<Trash2 />}
          onClick={() => tools.askDelete(message)}
        />
      ) : null}
      <DropdownMenu
        align="end"
        open={open}
        onOpenChange={(next) => {
          setOpen(next);
          onMenu(next);
        }}
        entries={useEntries(message)}
        trigger={<IconButton size="small" label="More actions" icon={<Ellipsis />} />}
      />
    </div>
  );
}

/** Whom a finger has touched may be the topmost in sight: then the list makes room for the bar. */
function useShownWhole() {
  const bar = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!matchMedia("(hover: none)").matches) return;
    // Not before the tap is over, or it would end on what moved under the finger.
    const frame = requestAnimationFrame(() => bar.current?.scrollIntoView({ block: "nearest" }));
    return () => cancelAnimationFrame(frame);
  }, []);
  return bar;
}

function useEntries(message: MessageView): MenuEntry[] {
  const tools = useTimelineTools();
  const can = tools.abilitiesOf(message);
  const entries: MenuEntry[] = [
    {
      kind: "item",
      label: "Copy text",
      icon: <Copy />,
      onSelect: () => tools.copyText(message),
    },
    {
      kind: "item",
      label: "Copy link",
      icon: <Link />,
      shortcut: "c",
      onSelect: () => tools.copyLink(message),
    },
  ];
  if (can.markUnread) {
    entries.push({
      kind: "item",
      label: "Mark unread from here",
      icon: <BellDot />,
      shortcut: "u",
      onSelect: () => tools.markUnread(message),
    });
  }
  if (can.edit) {
    entries.push({
      kind: "item",
      label: "Edit message…",
      icon: <Pencil />,
      shortcut: "e",
      onSelect: () => tools.edit(message.id),
    });
  }
  if (can.delete) {
    entries.push(
      { kind: "line" },
      {
        kind: "item",
        label: "Delete message…",
        icon: <Trash2 />,
        danger: true,
        onSelect: () => tools.askDelete(message),
      },
    );
  }
  return entries;
}
