import { ArrowLeft } from "lucide-react";
import { Link, NavLink } from "react-router";
import { panelLinkStyle } from "../../ui/panel-layout.tsx";
import { adminPages } from "./admin-pages.ts";

/** The way out of the panel. */
export function AdminBack({ slug, name }: { slug: string; name: string }) {
  return (
    <Link
      to={`/${slug}`}
      aria-label={`Back to ${name}`}
      className="flex size-8 shrink-0 items-center justify-center rounded-control text-ink-2 hover:bg-press hover:text-ink phone:size-11"
    >
      <ArrowLeft className="size-[18px]" aria-hidden="true" />
    </Link>
  );
}

/** The panel's pages as links. */
export function AdminLinks({ slug }: { slug: string }) {
  return adminPages.map(({ path, label, Icon }) => (
    <NavLink
      key={path}
      to={`/${slug}/admin/${path}`}
      className={({ isActive }) => panelLinkStyle(isActive)}
    >
      <Icon aria-hidden="true" />
      {label}
    </NavLink>
  ));
}
