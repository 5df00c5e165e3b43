import type { ComponentProps } from "react";
import { FieldNotes, type FieldProps, useField } from "./field.tsx";

export type SwitchProps = Omit<ComponentProps<"input">, "type" | "role"> &
  Omit<FieldProps, "labelHidden">;

/** A setting that takes effect at once; words on the left, switch on the right. */
export function Switch({ label, hint, error, className, ...rest }: SwitchProps) {
  const field: FieldProps = { label, hint, error };
  const wiring = useField(field, rest.id);
  return (
    <div className={className}>
      <label className="flex min-h-(--touch-height) items-center justify-between gap-4 py-1">
        <span className="font-medium text-ink">{label}</span>
        <span className="relative flex h-[22px] w-[38px] shrink-0">
          <input
            {...rest}
            {...wiring}
            type="checkbox"
            // biome-ignore lint/a11y/useAriaPropsForRole: a checkbox's own state is its aria-checked.
            role="switch"
            className="peer size-full appearance-none rounded-full bg-line-strong transition-colors duration-(--calm) checked:bg-accent disabled:opacity-50 forced-colors:appearance-auto"
          />
          <span
            aria-hidden="true"
            className="pointer-events-none absolute top-[3px] left-[3px] size-4 rounded-full bg-surface shadow-1 transition-transform duration-(--calm) ease-(--ease) peer-checked:translate-x-4 forced-colors:hidden"
          />
        </span>
      </label>
      <div className="max-w-prose pr-14">
        <FieldNotes id={wiring.id} field={field} />
      </div>
    </div>
  );
}
