import { ChevronDown } from "lucide-react";
import type { ComponentProps } from "react";
import { classes } from "./classes.ts";
import { CONTROL_STYLE, FieldFrame, type FieldProps, useField } from "./field.tsx";

export type SelectProps = Omit<ComponentProps<"select">, "children"> &
  FieldProps & { options: readonly { value: string; label: string; disabled?: boolean }[] };

/** A labelled choice of one, drawn by the browser: it works with every keyboard, reader and phone. */
export function Select({
  label,
  hint,
  error,
  labelHidden,
  options,
  className,
  ...rest
}: SelectProps) {
  const field: FieldProps = { label, hint, error, ...(labelHidden ? { labelHidden } : {}) };
  const wiring = useField(field, rest.id);
  return (
    <FieldFrame id={wiring.id} field={field}>
      <div className={classes("relative", className)}>
        <select
          {...rest}
          {...wiring}
          className={classes(
            CONTROL_STYLE,
            "h-(--control-height) min-h-9 appearance-none truncate pr-9",
          )}
        >
          {options.map(({ value, label: words, disabled }) => (
            <option key={value} value={value} disabled={disabled} className="bg-surface text-ink">
              {words}
            </option>
          ))}
        </select>
        <ChevronDown
          aria-hidden="true"
          className="pointer-events-none absolute top-1/2 right-3 size-4 -translate-y-1/2 text-muted"
        />
      </div>
    </FieldFrame>
  );
}
