import { useEffect } from "react";
import { useAllTotals } from "../../state/use-all-totals.ts";
import { useDocumentTitle } from "../../ui/document-title.ts";

const ICON = "/icons/hallway-32.png";
const SIDE = 32;

/** The tab's title: how much is for me, where I am. */
export function useConversationTab(title: string, workspaceName: string | undefined): void {
  const { mentions } = useSum();
  useDocumentTitle(mentions > 0 ? `(${mentions}) ${title}` : title, workspaceName);
}

/** The tab's icon: orange when something is for me, a dot when something is unread. */
export function useTabBadge(): void {
  const { mentions, unread } = useSum();
  const kind = mentions > 0 ? "mention" : unread > 0 ? "unread" : null;
  useEffect(() => {
    const link = document.querySelector<HTMLLinkElement>("link[rel=icon][sizes='32x32']");
    const drawing = document.querySelector<HTMLLinkElement>("link[rel=icon][type='image/svg+xml']");
    if (!link || kind === null) return;
    let current = true;
    void drawBadge(kind).then((address) => {
      if (!current || address === null) return;
      link.href = address;
      drawing?.setAttribute("media", "not all");
    });
    return () => {
      current = false;
      link.href = ICON;
      drawing?.removeAttribute("media");
    };
  }, [kind]);
  useEffect(() => {
    if (mentions > 0) void navigator.setAppBadge?.(mentions).catch(() => undefined);
    else void navigator.clearAppBadge?.().catch(() => undefined);
  }, [mentions]);
}

function useSum(): { mentions: number; unread: number } {
  const all = useAllTotals();
  const sum = { mentions: 0, unread: 0 };
  for (const totals of all.values()) {
    sum.mentions += totals.mentions;
    sum.unread += totals.unread;
  }
  return sum;
}

async function drawBadge(kind: "mention" | "unread"): Promise<string | null> {
  const image = new Image();
  image.src = ICON;
  await image.decode().catch(() => undefined);
  const canvas = document.createElement("canvas");
  canvas.width = SIDE;
  canvas.height = SIDE;
  const pen = canvas.getContext("2d");
  if (!pen || image.naturalWidth === 0) return null;
  pen.drawImage(image, 0, 0, SIDE, SIDE);
  const radius = kind === "mention" ? 9 : 6;
  pen.globalCompositeOperation = "destination-out";
  disc(pen, radius + 2);
  pen.globalCompositeOperation = "source-over";
  pen.fillStyle = kind === "mention" ? "#c2410c" : "#1d1c1a";
  disc(pen, radius);
  return canvas.toDataURL("image/png");
}

function disc(pen: CanvasRenderingContext2D, radius: number): void {
  pen.beginPath();
  pen.arc(SIDE - 9, 9, radius, 0, 2 * Math.PI);
  pen.fill();
}
