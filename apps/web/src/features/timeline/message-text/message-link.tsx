import type { ReactNode } from "react";
import { useNavigate } from "react-router";

export type MessageLinkProps = {
  href: string;
  /** Its words name another place than it leads to: then the place is said beside it. */
  deceptive: boolean;
  children: ReactNode;
};

/** A link of a message. Inside Hallway it moves without loading; elsewhere it opens beside, told nothing about us. */
export function MessageLink({ href, deceptive, children }: MessageLinkProps) {
  const navigate = useNavigate();
  const inside = pathInside(href);
  const link = (
    <a
      href={href}
      title={href}
      target={inside === null ? "_blank" : undefined}
      rel="noopener noreferrer nofollow ugc"
      onClick={(event) => {
        if (inside === null || event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        void navigate(inside);
      }}
      // Marks before it that turn the direction of writing turn no address.
      className="rounded-[3px] [unicode-bidi:isolate] text-accent-text underline decoration-accent/40 underline-offset-2 hover:decoration-accent"
    >
      {children}
    </a>
  );
  if (!deceptive) return link;
  return (
    <>
      {link}{" "}
      <span className="rounded-[5px] [unicode-bidi:isolate] bg-warning-soft px-1 py-px text-[0.87em] text-warning-text">
        leads to <bdi>{hostOf(href)}</bdi>
      </span>
    </>
  );
}

function pathInside(href: string): string | null {
  const url = URL.parse(href);
  if (url === null || url.origin !== location.origin) return null;
  return /^\/(api|files)\//.test(url.pathname) ? null : url.pathname + url.search + url.hash;
}

function hostOf(href: string): string {
  const url = URL.parse(href);
  return url?.host || href.replace(/^mailto:/i, "");
}
