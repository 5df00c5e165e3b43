import { type KeyboardEvent, useRef, useState } from "react";
import { IconButton } from "../../ui/icon-button.tsx";
import { type Format, formats } from "./formats.ts";

/** Buttons that format what is selected: one stop for Tab, arrow keys move between them. */
export function FormattingToolbar({ onFormat }: { onFormat(format: Format): void }) {
  const toolbar = useRef<HTMLDivElement>(null);
  const [current, setCurrent] = useState(0);

  function move(event: KeyboardEvent) {
    const last = formats.length - 1;
    const to = {
      ArrowRight: current === last ? 0 : current + 1,
      ArrowLeft: current === 0 ? last : current - 1,
      Home: 0,
      End: last,
    }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    setCurrent(to);
    toolbar.current?.querySelectorAll("button")[to]?.focus();
  }

  return (
    <div
      ref={toolbar}
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
          tabIndex={at === current ? 0 : -1}
          onFocus={() => setCurrent(at)}
          // Pressing must not take the selection away from the text box.
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onFormat(format)}
        />
      ))}
    </div>
  );
}
