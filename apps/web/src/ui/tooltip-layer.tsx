import { useEffect, useLayoutEffect, useRef, useState } from "react";
import { createPortal } from "react-dom";
import { Kbd } from "./kbd.tsx";
import { placeBeside, type Side } from "./place-beside.ts";

/** How long the pointer rests before a tooltip shows, and how soon the next one may follow at once. */
const REST_MS = 350;
const STREAK_MS = 200;

/** The page's one tooltip: it follows pointer and keyboard focus to whatever is marked with `data-tooltip`. */
export function TooltipLayer() {
  const [target, setTarget] = useState<HTMLElement | null>(null);
  const bubble = useRef<HTMLDivElement>(null);
  useEffect(() => followAttention(setTarget), []);
  useLayoutEffect(() => {
    if (!target || !bubble.current) return;
    const side = (target.dataset.tooltipSide ?? "top") as Side;
    const place = placeBeside(
      target.getBoundingClientRect(),
      bubble.current.getBoundingClientRect(),
      {
        side,
        width: innerWidth,
        height: innerHeight,
      },
    );
    bubble.current.style.transform = `translate(${place.left}px, ${place.top}px)`;
  }, [target]);
  if (!target) return null;
  const { tooltip, tooltipKeys } = target.dataset;
  return createPortal(
    <div
      ref={bubble}
      aria-hidden="true"
      className="pointer-events-none fixed top-0 left-0 z-60 flex max-w-72 items-center gap-2 rounded-[7px] bg-ink px-2.5 py-1.5 text-small font-medium text-surface shadow-2"
    >
      {tooltip}
      {tooltipKeys ? <Kbd keys={tooltipKeys} quiet /> : null}
    </div>,
    document.body,
  );
}

/** Calls with the element whose tooltip shall show, and with null when none shall. Returns how to stop. */
function followAttention(show: (target: HTMLElement | null) => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let shown: HTMLElement | null = null;
  let hiddenAt = 0;

  function display(target: HTMLElement | null): void {
    clearTimeout(timer);
    if (shown && !target) hiddenAt = performance.now();
    shown = target;
    show(target);
  }
  function point(event: PointerEvent): void {
    if (event.pointerType !== "mouse") return;
    const target = markedAt(event.target);
    if (target === shown) return;
    display(null);
    if (!target) return;
    const soon = performance.now() - hiddenAt < STREAK_MS;
    timer = setTimeout(() => target.isConnected && display(target), soon ? 0 : REST_MS);
  }
  function focus(event: FocusEvent): void {
    const target = markedAt(event.target);
    if (target?.matches(":focus-visible")) display(target);
  }
  const hide = () => display(null);

  const end = new AbortController();
  const { signal } = end;
  document.addEventListener("pointerover", point, { signal });
  document.addEventListener("focusin", focus, { signal });
  for (const event of ["pointerdown", "keydown", "focusout", "scroll"]) {
    document.addEventListener(event, hide, { signal, capture: true, passive: true });
  }
  return () => {
    end.abort();
    clearTimeout(timer);
  };
}

function markedAt(target: EventTarget | null): HTMLElement | null {
  return target instanceof Element ? target.closest<HTMLElement>("[data-tooltip]") : null;
}
