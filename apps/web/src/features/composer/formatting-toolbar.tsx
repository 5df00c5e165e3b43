import { type KeyboardEvent, useState } from "react";
import { IconButton } from "../../ui/icon-button.tsx";
import { type Format, formats } from "./formats.ts";

export type FormattingToolbarProps = { onFormat(format: Format): void; disabled?: boolean };

/** Buttons that format what is selected: one stop for Tab, arrow keys move between them. */
export function FormattingToolbar({ onFormat, disabled = false }: FormattingToolbarProps) {
  const [stop, setStop] = useState(0);

  function move(event: KeyboardEvent<HTMLDivElement>): void {
    const next = nextStop(event.key, stop);
    if (next === null) return;
    event.preventDefault();
    setStop(next);
    event.currentTarget.querySelectorAll("button")[next]?.focus();
  }

  return (
    <div
      role="toolbar"
      aria-label="Formatting"
      onKeyDown={move}
      className="flex min-w-0 items-center gap-0.5 overflow-x-auto py-0.5"
    >
      {formats.map((format, at) => (
        <IconButton
          key={format.label}
          label={format.label}
          shortcut={format.shortcut}
          icon={<format.Icon />}
          disabled={disabled}
          tabIndex={at === stop ? 0 : -1}
          onFocus={() => setStop(at)}
          // Pressing must not take the selection away from the text box.
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onFormat(format)}
        />
      ))}
    </div>
  );
}

/** The button an arrow key leads to, round the ends; null for any other key. */
function nextStop(key: string, stop: number): number | null {
  switch (key) {
    case "ArrowRight":
      return (stop + 1) % formats.length;
    case "ArrowLeft":
      return (stop + formats.length - 1) % formats.length;
    case "Home":
      return 0;
    case "End":
      return formats.length - 1;
    default:
      return null;
  }
}
