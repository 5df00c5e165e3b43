import {
  ArrowLeft,
  Keyboard,
  type LucideIcon,
  MonitorSmartphone,
  Palette,
  User,
} from "lucide-react";
import { type ComponentType, Suspense } from "react";
import { Link, Navigate, NavLink, Route, Routes, useLocation, useParams } from "react-router";
import { useActions, useConnection, useWorkspaceView } from "../../state/use-workspace.ts";
import { Banner } from "../../ui/banner.tsx";
import { Button } from "../../ui/button.tsx";
import { lazyPart } from "../../ui/lazy-part.tsx";
import { PanelLayout, panelLinkStyle } from "../../ui/panel-layout.tsx";
import { SkeletonRows } from "../../ui/skeleton.tsx";

type Entry = { path: string; label: string; Icon: LucideIcon; Page: ComponentType };

const ENTRIES: readonly Entry[] = [
  {
    path: "profile",
    label: "Profile",
    Icon: User,
    Page: lazyPart(async () => (await import("./profile-page.tsx")).ProfilePage),
  },
  {
    path: "appearance",
    label: "Appearance",
    Icon: Palette,
    Page: lazyPart(async () => (await import("./appearance-page.tsx")).AppearancePage),
  },
  {
    path: "keyboard",
    label: "Keyboard",
    Icon: Keyboard,
    Page: lazyPart(async () => (await import("./keyboard-page.tsx")).KeyboardPage),
  },
  {
    path: "sessions",
    label: "Sessions and security",
    Icon: MonitorSmartphone,
    Page: lazyPart(async () => (await import("./sessions-page.tsx")).SessionsPage),
  },
];

/** What I decide for myself: `/<slug>/settings/…`. */
export function SettingsLayout() {
  const slug = useParams().slug ?? "";
  const workspace = useWorkspaceView();
  const { phase } = useConnection();
  const { reconnectNow } = useActions();
  return (
    <PanelLayout
      title="Settings"
      back={
        <Link
          to={`/${slug}`}
          aria-label={`Back to ${workspace?.name ?? "the workspace"}`}
          className="flex size-8 shrink-0 items-center justify-center rounded-control text-ink-2 hover:bg-press hover:text-ink phone:size-11"
        >
          <ArrowLeft className="size-[18px]" aria-hidden="true" />
        </Link>
      }
      links={ENTRIES.map(({ path, label, Icon }) => (
        <NavLink
          key={path}
          to={`/${slug}/settings/${path}`}
          className={({ isActive }) => panelLinkStyle(isActive)}
        >
          <Icon aria-hidden="true" />
          {label}
        </NavLink>
      ))}
      place={useLocation().pathname}
      notice={
        phase === "offline" || phase === "reconnecting" ? (
          <Banner
            tone="warning"
            strip
            action={phase === "reconnecting" ? <TryNow onClick={reconnectNow} /> : null}
          >
            {phase === "offline"
              ? "You are offline: changes can be saved when you are back."
              : "Reconnecting… Changes can be saved in a moment."}
          </Banner>
        ) : null
      }
    >
      <Suspense fallback={<SkeletonRows kind="lines" rows={5} label="Loading" />}>
        <Routes>
          {ENTRIES.map(({ path, Page }) => (
            <Route key={path} path={path} element={<Page />} />
          ))}
          <Route path="*" element={<Navigate to={`/${slug}/settings/profile`} replace />} />
        </Routes>
      </Suspense>
    </PanelLayout>
  );
}

function TryNow({ onClick }: { onClick(): void }) {
  return (
    <Button variant="ghost" size="small" onClick={onClick}>
      Try now
    </Button>
  );
}
