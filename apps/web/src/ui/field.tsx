import { CircleAlert } from "lucide-react";
import { type ReactNode, useId } from "react";
import { classes } from "./classes.ts";

/** What every labelled control takes. */
export type FieldProps = {
  label: string;
  /** Said under the label's control, always. */
  hint?: ReactNode;
  /** What is wrong and what to do, in one sentence; `undefined` when all is well. */
  error?: string | undefined;
  /** Hides the label from eyes, not from screen readers. */
  labelHidden?: boolean;
};

type Wiring = {
  id: string;
  "aria-describedby": string | undefined;
  "aria-invalid": true | undefined;
};

/** Ties a control to its label, hint and error. */
export function useField({ hint, error }: FieldProps, givenId?: string): Wiring {
  const ownId = useId();
  const id = givenId ?? ownId;
  const described = [error ? `${id}-error` : null, hint ? `${id}-hint` : null]
    .filter(Boolean)
    .join(" ");
  return {
    id,
    "aria-describedby": described || undefined,
    "aria-invalid": error ? true : undefined,
  };
}

/** Lays out label, control, error and hint. */
export function FieldFrame({
  id,
  field,
  children,
}: {
  id: string;
  field: FieldProps;
  children: ReactNode;
}) {
  return (
    <div className="flex flex-col gap-1.5">
      <label
        htmlFor={id}
        className={classes("text-small font-medium text-ink", field.labelHidden && "sr-only")}
      >
        {field.label}
      </label>
      {children}
      <FieldNotes id={id} field={field} />
    </div>
  );
}

/** The error and the hint of a control. */
export function FieldNotes({ id, field }: { id: string; field: FieldProps }) {
  return (
    <>
      {field.error ? (
        <p id={`${id}-error`} className="flex items-start gap-1.5 text-small text-danger-text">
          <CircleAlert className="mt-0.5 size-3.5 shrink-0" aria-hidden="true" />
          {field.error}
        </p>
      ) : null}
      {field.hint ? (
        <p id={`${id}-hint`} className="text-small text-muted">
          {field.hint}
        </p>
      ) : null}
    </>
  );
}

/** The box that text controls share. */
export const CONTROL_STYLE =
  "w-full rounded-control border border-line-strong/60 bg-surface px-3 text-[15px] text-ink phone:text-[16px] " +
  "transition-colors duration-(--quick) hover:border-line-strong focus:border-accent focus:outline-2 " +
  "focus:outline-offset-0 focus:outline-accent/35 aria-invalid:border-danger aria-invalid:focus:outline-danger/35 " +
  "disabled:bg-surface-2 disabled:text-muted disabled:cursor-not-allowed";
