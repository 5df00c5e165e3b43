import { type FormEvent, type RefObject, useEffect, useRef, useState } from "react";
import type { FormError } from "./form-errors.tsx";
import { toFormProblem } from "./form-problem.ts";
import { showToast } from "./toasts.ts";

type Values<Field extends string> = Record<Field, string>;
type FieldErrors<Field extends string> = Partial<Record<Field, string>>;

export type FormPlan<Field extends string> = {
  fields: readonly Field[];
  /** What is wrong before anything is sent, by field. */
  check?(values: Values<Field>): FieldErrors<Field>;
  /** Sends it. An error with a `field` is shown at that field, any other above the form. */
  submit(values: Values<Field>): Promise<void>;
};

export type Form<Field extends string> = {
  /** For the form element. */
  props: {
    ref: RefObject<HTMLFormElement | null>;
    noValidate: true;
    onSubmit(event: FormEvent): void;
    onInput(event: FormEvent): void;
  };
  /** For each control: its name and what is wrong with it. */
  field(name: Field): { name: Field; error: string | undefined };
  /** For `FormErrors`: what stopped the form as a whole. */
  problems: FormError[];
  busy: boolean;
};

/** A form whose controls keep what was typed whatever happens; the first wrong one gets the focus. */
export function useForm<Field extends string>({
  fields,
  check,
  submit,
}: FormPlan<Field>): Form<Field> {
  const element = useRef<HTMLFormElement>(null);
  const [errors, setErrors] = useState<FieldErrors<Field>>({});
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [refusals, setRefusals] = useState(0);

  useEffect(() => {
    if (refusals > 0) focusFirstWrong(element.current);
  }, [refusals]);

  function refuse(wrong: FieldErrors<Field>) {
    setErrors(wrong);
    setRefusals((count) => count + 1);
  }

  async function send(values: Values<Field>) {
    const wrong = check?.(values) ?? {};
    setProblem(null);
    if (Object.values(wrong).some(Boolean)) return refuse(wrong);
    setErrors({});
    setBusy(true);
    try {
      await submit(values);
    } catch (error) {
      const { field, text } = toFormProblem(error);
      const known = fields.find((name) => name === field);
      // Whoever closed the form meanwhile is told all the same.
      if (element.current === null) showToast({ text, tone: "danger" });
      else if (known === undefined) setProblem(text);
      else refuse(withError({}, known, text));
    } finally {
      setBusy(false);
    }
  }

  return {
    busy,
    problems: problem === null ? [] : [{ text: problem }],
    field: (name) => ({ name, error: errors[name] }),
    props: {
      ref: element,
      noValidate: true,
      onSubmit(event) {
        event.preventDefault();
        if (!busy && element.current) void send(readValues(element.current, fields));
      },
      onInput({ target }) {
        const name = target instanceof Element ? target.getAttribute("name") : null;
        const known = fields.find((field) => field === name);
        if (known !== undefined && errors[known]) setErrors(withError(errors, known, undefined));
      },
    },
  };
}

function withError<Field extends string>(
  errors: FieldErrors<Field>,
  field: Field,
  text: string | undefined,
): FieldErrors<Field> {
  return { ...errors, [field]: text };
}

function readValues<Field extends string>(
  form: HTMLFormElement,
  fields: readonly Field[],
): Values<Field> {
  const data = new FormData(form);
  const values: Values<Field> = Object.create(null);
  for (const field of fields) {
    const value = data.get(field);
    values[field] = typeof value === "string" ? value : "";
  }
  return values;
}

function focusFirstWrong(form: HTMLFormElement | null): void {
  form?.querySelector<HTMLElement>("[aria-invalid='true']")?.focus();
}
