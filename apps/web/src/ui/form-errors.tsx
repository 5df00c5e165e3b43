import { CircleAlert } from "lucide-react";
import { useEffect, useRef } from "react";

/** One thing wrong with a form; `fieldId` leads to the control it is about. */
export type FormError = { text: string; fieldId?: string };

/** What stopped a form, above its fields: said by screen readers, focused when it appears. Renders nothing without errors. */
export function FormErrors({ errors }: { errors: readonly FormError[] }) {
  const box = useRef<HTMLDivElement>(null);
  const said = errors.map(({ text }) => text).join("\n");
  useEffect(() => {
    if (said) box.current?.focus();
  }, [said]);
  if (errors.length === 0) return null;
  return (
    <div
      ref={box}
      role="alert"
      tabIndex={-1}
      className="flex gap-2.5 rounded-card bg-danger-soft px-3.5 py-2.5 text-[14px] text-danger-text"
    >
      <CircleAlert className="mt-0.5 size-4 shrink-0" aria-hidden="true" />
      <ul className="flex min-w-0 flex-col gap-1">
        {errors.map(({ text, fieldId }) => (
          <li key={text}>{fieldId ? <FieldLink fieldId={fieldId} text={text} /> : text}</li>
        ))}
      </ul>
    </div>
  );
}

function FieldLink({ fieldId, text }: { fieldId: string; text: string }) {
  return (
    <button
      type="button"
      className="text-left underline underline-offset-2"
      onClick={() => document.getElementById(fieldId)?.focus()}
    >
      {text}
    </button>
  );
}
