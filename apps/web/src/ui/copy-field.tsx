import { Check, Copy } from "lucide-react";
import { useEffect, useId, useRef, useState } from "react";
import { Button } from "./button.tsx";
import { CONTROL_STYLE, FieldFrame, type FieldProps, useField } from "./field.tsx";

export type CopyFieldProps = Omit<FieldProps, "error"> & { value: string };

const SAID_FOR = 2_000;

/** Text made to be copied: a link, a code. Where the clipboard is closed, it selects the text instead. */
export function CopyField({ value, ...field }: CopyFieldProps) {
  const wiring = useField(field, useId());
  const box = useRef<HTMLInputElement>(null);
  const [said, setSaid] = useState<string | null>(null);

  useEffect(() => {
    if (said === null) return;
    const timer = setTimeout(() => setSaid(null), SAID_FOR);
    return () => clearTimeout(timer);
  }, [said]);

  async function copy() {
    try {
      await navigator.clipboard.writeText(value);
      setSaid("Copied");
    } catch {
      box.current?.select();
      setSaid("Selected: copy it with your keyboard");
    }
  }

  return (
    <FieldFrame id={wiring.id} field={field}>
      <div className="flex gap-2">
        <input
          ref={box}
          {...wiring}
          readOnly
          value={value}
          onFocus={(event) => event.currentTarget.select()}
          className={`${CONTROL_STYLE} h-(--control-height) min-w-0 flex-1 bg-surface-2 font-mono text-[13px]`}
        />
        <Button
          onClick={() => void copy()}
          icon={
            said ? (
              <Check className="size-4" aria-hidden="true" />
            ) : (
              <Copy className="size-4" aria-hidden="true" />
            )
          }
        >
          Copy
        </Button>
      </div>
      <span aria-live="polite" className="text-small text-success-text empty:hidden">
        {said}
      </span>
    </FieldFrame>
  );
}
