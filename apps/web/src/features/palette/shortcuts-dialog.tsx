import { Dialog } from "../../ui/dialog.tsx";
import { Kbd } from "../../ui/kbd.tsx";

const GROUPS: { name: string; keys: [string, string][] }[] = [
  {
    name: "Everywhere",
    keys: [
      ["mod+k", "Jump to a channel, a person or an action"],
      ["alt+up", "Previous conversation"],
      ["alt+down", "Next conversation"],
      ["alt+shift+up", "Previous unread conversation"],
      ["alt+shift+down", "Next unread conversation"],
      ["esc", "Close the panel, else mark as read"],
      ["shift+esc", "Mark everything as read"],
      ["?", "This list"],
    ],
  },
  {
    name: "On a message",
    keys: [
      ["up", "Message above"],
      ["down", "Message below"],
      ["e", "Edit it"],
      ["delete", "Delete it"],
      ["c", "Copy its link"],
      ["u", "Mark unread from here"],
    ],
  },
  {
    name: "Writing",
    keys: [
      ["enter", "Send"],
      ["shift+enter", "New line"],
      ["up", "Edit my last message, in an empty box"],
      ["mod+b", "Bold"],
      ["mod+i", "Italic"],
      ["mod+shift+x", "Strikethrough"],
      ["mod+e", "Code"],
      ["mod+shift+e", "Code block"],
      ["mod+shift+l", "List"],
      ["mod+>", "Quote"],
      ["mod+shift+u", "Link"],
    ],
  },
];

/** All keys at a glance. */
export function ShortcutsDialog({ onClose }: { onClose(): void }) {
  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      title="Keyboard shortcuts"
      width="wide"
    >
      <div className="columns-2 gap-8 phone:columns-1">
        {GROUPS.map(({ name, keys }) => (
          <section key={name} className="mb-5 break-inside-avoid">
            <h3 className="mb-1.5 text-small font-semibold text-muted">{name}</h3>
            <dl className="flex flex-col">
              {keys.map(([notation, text]) => (
                <div
                  key={notation + text}
                  className="flex min-h-8 items-center justify-between gap-4 border-b border-line/60 py-1 text-[14px]"
                >
                  <dt className="text-ink-2">{text}</dt>
                  <dd>
                    <Kbd keys={notation} />
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
