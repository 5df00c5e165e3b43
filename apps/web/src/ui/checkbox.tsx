import { Check } from "lucide-react";
import type { ComponentProps } from "react";
import { FieldNotes, type FieldProps, useField } from "./field.tsx";

export type CheckboxProps = Omit<ComponentProps<"input">, "type"> & Omit<FieldProps, "labelHidden">;

/** One thing to agree to or to include. */
export function Checkbox({ label, hint, error, className, ...rest }: CheckboxProps) {
  const field: FieldProps = { label, hint, error };
  const wiring = useField(field, rest.id);
  return (
    <div className={className}>
      <label className="flex min-h-(--touch-height) items-start gap-2.5 py-1 text-ink">
        <span className="relative mt-0.5 flex size-[18px] shrink-0">
          <input
            {...rest}
            {...wiring}
            type="checkbox"
            className="peer size-full appearance-none rounded-[5px] border border-line-strong bg-surface transition-colors duration-(--quick) checked:border-accent checked:bg-accent disabled:opacity-50 forced-colors:appearance-auto"
          />
          <Check
            aria-hidden="true"
            strokeWidth={3}
            className="pointer-events-none absolute inset-0.5 size-3.5 text-on-accent opacity-0 peer-checked:opacity-100 forced-colors:hidden"
          />
        </span>
        <span>{label}</span>
      </label>
      <div className="pl-7">
        <FieldNotes id={wiring.id} field={field} />
      </div>
    </div>
  );
}
