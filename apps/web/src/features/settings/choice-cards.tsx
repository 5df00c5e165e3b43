import { type ReactNode, useId } from "react";

export type Choice<Value extends string> = { value: Value; label: string; picture?: ReactNode };

/** One of a few, as cards: radio buttons that arrow keys move through. */
export function ChoiceCards<Value extends string>({
  legend,
  hint,
  choices,
  value,
  onChange,
}: {
  legend: string;
  hint?: string;
  choices: readonly Choice<Value>[];
  value: Value;
  onChange(value: Value): void;
}) {
  const name = useId();
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="mb-2 text-[14px] font-medium text-ink">{legend}</legend>
      <div className="grid grid-cols-[repeat(auto-fill,minmax(148px,1fr))] gap-3">
        {choices.map((choice) => (
          <label
            key={choice.value}
            className="flex cursor-pointer flex-col gap-2.5 rounded-card border border-line bg-surface p-3 text-[14px] hover:border-line-strong has-checked:border-accent has-checked:bg-accent-soft has-checked:text-accent-text has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent"
          >
            {choice.picture}
            <span className="flex min-h-6 items-center gap-2 font-medium">
              <input
                type="radio"
                name={name}
                value={choice.value}
                checked={choice.value === value}
                onChange={() => onChange(choice.value)}
                className="size-4 accent-(--accent)"
              />
              {choice.label}
            </span>
          </label>
        ))}
      </div>
      {hint ? <p className="text-small text-muted">{hint}</p> : null}
    </fieldset>
  );
}
