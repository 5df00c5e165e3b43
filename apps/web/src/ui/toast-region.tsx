import { CircleAlert, CircleCheck, X } from "lucide-react";
import { IconButton } from "./icon-button.tsx";
import { dismissToast, holdToast, resumeToast, type ShownToast, useToasts } from "./toasts.ts";

/** Where toasts appear and are spoken; once, at the root of the app. */
export function ToastRegion() {
  const toasts = useToasts();
  return (
    <section
      aria-label="Notices"
      aria-live="polite"
      className="pointer-events-none fixed inset-x-0 bottom-0 z-60 flex flex-col items-center gap-2 p-4 pb-[max(1rem,env(safe-area-inset-bottom))]"
    >
      {toasts.map((toast) => (
        <ToastCard key={toast.id} toast={toast} />
      ))}
    </section>
  );
}

function ToastCard({ toast }: { toast: ShownToast }) {
  const { id, text, tone = "neutral", action } = toast;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: being over a toast only keeps it longer.
    <div
      onMouseEnter={() => holdToast(id)}
      onMouseLeave={() => resumeToast(id)}
      onFocus={() => holdToast(id)}
      onBlur={() => resumeToast(id)}
      className="motion-toast pointer-events-auto flex min-h-11 max-w-[min(480px,100%)] items-center gap-2.5 rounded-panel border border-line bg-raised py-1.5 pr-1.5 pl-4 text-[14px] text-ink shadow-3"
    >
      {tone === "success" ? (
        <CircleCheck className="size-4 shrink-0 text-success" aria-hidden="true" />
      ) : null}
      {tone === "danger" ? (
        <CircleAlert className="size-4 shrink-0 text-danger" aria-hidden="true" />
      ) : null}
      <span className="min-w-0 flex-1 py-1">{text}</span>
      {action ? (
        <button
          type="button"
          className="rounded-control px-2.5 py-1 font-semibold text-accent-text hover:bg-press"
          onClick={() => {
            action.run();
            dismissToast(id);
          }}
        >
          {action.label}
        </button>
      ) : null}
      <IconButton label="Dismiss" size="small" icon={<X />} onClick={() => dismissToast(id)} />
    </div>
  );
}
