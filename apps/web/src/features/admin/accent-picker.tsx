import { useEffect } from "react";
import { ACCENT_CHOICES, showAccent } from "../../ui/accent.ts";
import { isHexColour } from "../../ui/colour.ts";
import { TextField } from "../../ui/text-field.tsx";

export type AccentPickerProps = {
  name: string;
  error: string | undefined;
  value: string;
  /** What everyone sees until it is saved; shown again when leaving. */
  saved: string;
  onChange(accent: string): void;
};

/** A colour from the palette or any other by its code; the whole page wears it while it is being chosen. */
export function AccentPicker({ name, error, value, saved, onChange }: AccentPickerProps) {
  const wanted = value.trim().toLowerCase();
  useEffect(() => {
    if (isHexColour(wanted)) showAccent(wanted);
    return () => showAccent(saved);
  }, [wanted, saved]);
  return (
    <div className="flex flex-col gap-3">
      <fieldset className="flex flex-wrap gap-2.5">
        <legend className="mb-2 text-small font-medium text-ink">Accent colour</legend>
        {ACCENT_CHOICES.map((choice) => (
          <label key={choice.value} className="relative flex size-9 cursor-pointer phone:size-11">
            <input
              type="radio"
              name="palette"
              aria-label={choice.name}
              checked={choice.value === wanted}
              onChange={() => onChange(choice.value)}
              className="peer size-full cursor-pointer appearance-none forced-color-adjust-none rounded-full border-4 border-surface ring-1 ring-line checked:ring-2 checked:ring-ink"
              style={{ backgroundColor: choice.value }}
            />
          </label>
        ))}
      </fieldset>
      <TextField
        label="Colour code"
        name={name}
        error={error}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        maxLength={7}
        spellCheck={false}
        autoCapitalize="none"
        hint="Any other colour, such as #0f766e. Text on it stays readable in light and dark."
        className="max-w-48"
      />
    </div>
  );
}
