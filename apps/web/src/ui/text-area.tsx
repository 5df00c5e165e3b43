import type { ComponentProps } from "react";
import { classes } from "./classes.ts";
import { CONTROL_STYLE, FieldFrame, type FieldProps, useField } from "./field.tsx";

export type TextAreaProps = ComponentProps<"textarea"> & FieldProps;

/** Labelled text of several lines; grows with what is typed where the browser can. */
export function TextArea({ label, hint, error, labelHidden, className, ...rest }: TextAreaProps) {
  const field: FieldProps = { label, hint, error, ...(labelHidden ? { labelHidden } : {}) };
  const wiring = useField(field, rest.id);
  return (
    <FieldFrame id={wiring.id} field={field}>
      <textarea
        rows={3}
        {...rest}
        {...wiring}
        className={classes(
          CONTROL_STYLE,
          "field-sizing-content max-h-80 min-h-20 resize-y py-2",
          className,
        )}
      />
    </FieldFrame>
  );
}
