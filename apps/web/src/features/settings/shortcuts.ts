type Shortcuts = { title: string; keys: readonly (readonly [notation: string, does: string])[] };

/** The keys of the shell, by where they work. */
export const SHORTCUTS: readonly Shortcuts[] = [
  {
    title: "Anywhere",
    keys: [
      ["mod+k", "Jump to a conversation or a person"],
      ["alt+up", "Previous conversation"],
      ["alt+down", "Next conversation"],
      ["alt+shift+up", "Previous unread conversation"],
      ["alt+shift+down", "Next unread conversation"],
      ["esc", "Close the panel, or mark the conversation read"],
      ["shift+esc", "Mark everything read"],
      ["?", "Show the keyboard shortcuts"],
    ],
  },
  {
    title: "Writing",
    keys: [
      ["enter", "Send the message"],
      ["shift+enter", "Begin a new line"],
      ["up", "Edit my last message, in an empty box"],
      ["mod+b", "Bold"],
      ["mod+i", "Italic"],
      ["mod+shift+x", "Strikethrough"],
      ["mod+e", "Code"],
    ],
  },
  {
    title: "On a message",
    keys: [
      ["up", "The message before"],
      ["down", "The message after"],
      ["e", "Edit it"],
      ["c", "Copy a link to it"],
      ["u", "Mark unread from here"],
      ["delete", "Delete it"],
    ],
  },
];
