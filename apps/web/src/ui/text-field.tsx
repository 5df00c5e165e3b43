import { type ComponentProps, type ReactNode, useState } from "react";
import { classes } from "./classes.ts";
import { CONTROL_STYLE, FieldFrame, type FieldProps, useField } from "./field.tsx";

export type TextFieldProps = Omit<ComponentProps<"input">, "prefix"> &
  FieldProps & {
    /** Fixed text or an icon inside the box, before what is typed. */
    prefix?: ReactNode;
  };

/** A labelled line of text. A password gets a `Show` switch of its own. */
export function TextField({
  label,
  hint,
  error,
  labelHidden,
  prefix,
  className,
  type,
  ...rest
}: TextFieldProps) {
  const field: FieldProps = { label, hint, error, ...(labelHidden ? { labelHidden } : {}) };
  const wiring = useField(field, rest.id);
  const [shown, setShown] = useState(false);
  const secret = type === "password";
  return (
    <FieldFrame id={wiring.id} field={field}>
      <div className={classes("relative flex items-center", className)}>
        {prefix ? (
          <span className="pointer-events-none absolute left-3 text-muted [&>svg]:size-4">
            {prefix}
          </span>
        ) : null}
        <input
          autoComplete="off"
          {...rest}
          {...wiring}
          type={secret && shown ? "text" : type}
          className={classes(
            CONTROL_STYLE,
            "h-(--control-height) min-h-9",
            prefix !== undefined && "pl-9",
            secret && "pr-16",
          )}
        />
        {secret ? <ShowSwitch label={label} shown={shown} onChange={setShown} /> : null}
      </div>
    </FieldFrame>
  );
}

/** Named by its text, not by a label, so that the field alone is labelled `Password`. */
function ShowSwitch(props: { label: string; shown: boolean; onChange(shown: boolean): void }) {
  const word = props.shown ? "Hide" : "Show";
  return (
    <button
      type="button"
      aria-pressed={props.shown}
      onClick={() => props.onChange(!props.shown)}
      className="absolute right-1.5 rounded-md px-2 py-1 text-small font-medium text-ink-2 hover:bg-press hover:text-ink phone:right-0 phone:min-h-11 phone:min-w-11"
    >
      {word}
      <span className="sr-only"> {props.label.toLowerCase()}</span>
    </button>
  );
}
