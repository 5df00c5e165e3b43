import { Toolbar } from "radix-ui";
import { IconButton } from "../../ui/icon-button.tsx";
import { type Format, formats } from "./formats.ts";

export type FormattingToolbarProps = { onFormat(format: Format): void; disabled?: boolean };

/** Buttons that format what is selected; arrow keys move between them. */
export function FormattingToolbar({ onFormat, disabled = false }: FormattingToolbarProps) {
  return (
    <Toolbar.Root
      aria-label="Formatting"
      className="flex min-w-0 items-center gap-0.5 overflow-x-auto py-0.5"
    >
      {formats.map((format) => (
        <Toolbar.Button asChild key={format.label} disabled={disabled}>
          <IconButton
            label={format.label}
            shortcut={format.shortcut}
            icon={<format.Icon />}
            disabled={disabled}
            // Pressing must not take the selection away from the text box.
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => onFormat(format)}
          />
        </Toolbar.Button>
      ))}
    </Toolbar.Root>
  );
}
