import {
  Hash,
  LayoutDashboard,
  type LucideIcon,
  MailPlus,
  ScrollText,
  SlidersHorizontal,
  Users,
} from "lucide-react";
import type { ComponentType } from "react";
import { lazyPart } from "../../ui/lazy-part.tsx";

type AdminPage = { path: string; label: string; Icon: LucideIcon; Page: ComponentType };

/** The panel's pages in the order of its navigation; each brings its own code when first opened. */
export const adminPages: readonly AdminPage[] = [
  {
    path: "overview",
    label: "Overview",
    Icon: LayoutDashboard,
    Page: lazyPart(async () => (await import("./overview-page.tsx")).OverviewPage),
  },
  {
    path: "members",
    label: "Members",
    Icon: Users,
    Page: lazyPart(async () => (await import("./members-page.tsx")).MembersPage),
  },
  {
    path: "invites",
    label: "Invitations",
    Icon: MailPlus,
    Page: lazyPart(async () => (await import("./invites-page.tsx")).InvitesPage),
  },
  {
    path: "channels",
    label: "Channels",
    Icon: Hash,
    Page: lazyPart(async () => (await import("./channels-page.tsx")).ChannelsPage),
  },
  {
    path: "settings",
    label: "Settings",
    Icon: SlidersHorizontal,
    Page: lazyPart(async () => (await import("./settings-page.tsx")).SettingsPage),
  },
  {
    path: "audit",
    label: "Audit log",
    Icon: ScrollText,
    Page: lazyPart(async () => (await import("./audit-page.tsx")).AuditPage),
  },
];
