import { useState } from "react";
import { Navigate, Route, Routes, useLocation, useParams } from "react-router";
import {
  useActions,
  useConnection,
  useMe,
  useWorkspace,
  useWorkspaceView,
} from "../../state/use-workspace.ts";
import { Banner } from "../../ui/banner.tsx";
import { Button } from "../../ui/button.tsx";
import { PanelLayout } from "../../ui/panel-layout.tsx";
import { AdminClosed, AdminRefusal } from "./admin-closed.tsx";
import { AdminLiveContext, useOpenAdminLive } from "./admin-live.ts";
import { AdminBack, AdminLinks } from "./admin-navigation.tsx";
import { adminPages } from "./admin-pages.ts";
import { PageBoundary } from "./page-boundary.tsx";

/** The workspace's admin panel: for its owners and admins, as long as they are. */
export function AdminLayout() {
  const me = useMe();
  const [wasOpen, setWasOpen] = useState(false);
  if (me?.can.administer) return <AdminPanel onOpen={() => setWasOpen(true)} />;
  return wasOpen ? (
    <AdminClosed text="You are no longer an admin of this workspace." />
  ) : (
    <AdminRefusal />
  );
}

function AdminPanel({ onOpen }: { onOpen(): void }) {
  const slug = useParams().slug ?? "";
  const { pathname } = useLocation();
  const workspace = useWorkspace();
  const name = useWorkspaceView()?.name ?? "";
  const live = useOpenAdminLive(workspace.id);
  if (live.status.phase === "ended") return <AdminClosed text={live.status.refusal.message} />;
  return (
    <AdminLiveContext value={live}>
      <PanelLayout
        title="Workspace admin"
        back={<AdminBack slug={slug} name={name} />}
        links={<AdminLinks slug={slug} />}
        place={pathname}
        notice={<Offline />}
      >
        <PageBoundary onShown={onOpen}>
          <Routes>
            {adminPages.map(({ path, Page }) => (
              <Route key={path} path={path} element={<Page />} />
            ))}
            <Route path="*" element={<Navigate to={`/${slug}/admin/overview`} replace />} />
          </Routes>
        </PageBoundary>
      </PanelLayout>
    </AdminLiveContext>
  );
}

function Offline() {
  const { phase } = useConnection();
  const { reconnectNow } = useActions();
  if (phase !== "offline" && phase !== "reconnecting") return null;
  return (
    <Banner
      tone="warning"
      strip
      action={phase === "reconnecting" ? <TryNow onClick={reconnectNow} /> : null}
    >
      {phase === "offline"
        ? "You are offline: what you see may be old, and changes wait until you are back."
        : "Reconnecting… What you see may be old."}
    </Banner>
  );
}

function TryNow({ onClick }: { onClick(): void }) {
  return (
    <Button variant="ghost" size="small" onClick={onClick}>
      Try now
    </Button>
  );
}
