import { Suspense } from "react";
import { Navigate, Route, Routes } from "react-router";
import { lazyPart } from "../ui/lazy-part.tsx";
import { LoadingPage } from "./loading-page.tsx";
import { NotFoundPage } from "./not-found-page.tsx";

/** Every address of the client. Each page arrives with its own code when it is first asked for. */
export function Pages() {
  return (
    <Suspense fallback={<LoadingPage />}>
      <Routes>
        {/* Signing in leads on by itself: to set-up, to the only workspace, or to the list of them. */}
        <Route index element={<Navigate to="/sign-in" replace />} />
        <Route path="setup" element={<SetupPage />} />
        <Route path="sign-in" element={<SignInPage />} />
        <Route path="sign-up" element={<SignUpPage />} />
        <Route path="invite/:token" element={<InvitePage />} />
        <Route path="forgot-password" element={<ForgotPasswordPage />} />
        <Route path="reset-password" element={<ResetPasswordPage />} />
        <Route path="workspaces" element={<WorkspacesPage />} />
        <Route path=":slug" element={<WorkspaceGate />}>
          <Route path="admin/*" element={<AdminLayout />} />
          <Route path="settings/*" element={<SettingsLayout />} />
        </Route>
        {/* One element for all of them: moving between conversations never takes the shell down. */}
        <Route path=":slug" element={<WorkspaceShell />}>
          <Route index element={null} />
          <Route path="c/:conversationId" element={null} />
          <Route path="c/:conversationId/m/:messageId" element={null} />
          <Route path="c/:conversationId/t/:messageId" element={null} />
        </Route>
        <Route path="*" element={<NotFoundPage />} />
      </Routes>
    </Suspense>
  );
}

const wayIn = () => import("../features/sign-in/pages.ts");
const SetupPage = lazyPart(async () => (await wayIn()).SetupPage);
const SignInPage = lazyPart(async () => (await wayIn()).SignInPage);
const SignUpPage = lazyPart(async () => (await wayIn()).SignUpPage);
const InvitePage = lazyPart(async () => (await wayIn()).InvitePage);
const ForgotPasswordPage = lazyPart(async () => (await wayIn()).ForgotPasswordPage);
const ResetPasswordPage = lazyPart(async () => (await wayIn()).ResetPasswordPage);
const WorkspacesPage = lazyPart(
  async () => (await import("../features/workspaces/workspaces-page.tsx")).WorkspacesPage,
);
const WorkspaceGate = lazyPart(async () => (await import("./workspace-gate.tsx")).WorkspaceGate);
const AdminLayout = lazyPart(
  async () => (await import("../features/admin/admin-layout.tsx")).AdminLayout,
);
const SettingsLayout = lazyPart(
  async () => (await import("../features/settings/settings-layout.tsx")).SettingsLayout,
);
const WorkspaceShell = lazyPart(
  async () => (await import("../features/shell/workspace-shell.tsx")).WorkspaceShell,
);
