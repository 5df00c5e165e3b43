import { Navigate, Outlet, type RouteObject } from "react-router";
import { feature } from "./feature.ts";
import { LoadingPage } from "./loading-page.tsx";
import { NotFoundPage } from "./not-found-page.tsx";
import { ProblemPage } from "./problem-page.tsx";

/** Every address of the client. Each page arrives with its own code when it is first asked for. */
export const routes: RouteObject[] = [
  {
    element: <Outlet />,
    errorElement: <ProblemPage />,
    hydrateFallbackElement: <LoadingPage />,
    children: [
      // Signing in leads on by itself: to set-up, to the only workspace, or to the list of them.
      { index: true, element: <Navigate to="/sign-in" replace /> },
      { path: "setup", lazy: feature("sign-in/setup-page", "SetupPage") },
      { path: "sign-in", lazy: feature("sign-in/sign-in-page", "SignInPage") },
      { path: "sign-up", lazy: feature("sign-in/sign-up-page", "SignUpPage") },
      { path: "invite/:token", lazy: feature("sign-in/invite-page", "InvitePage") },
      {
        path: "forgot-password",
        lazy: feature("sign-in/forgot-password-page", "ForgotPasswordPage"),
      },
      { path: "reset-password", lazy: feature("sign-in/reset-password-page", "ResetPasswordPage") },
      { path: "workspaces", lazy: feature("workspaces/workspaces-page", "WorkspacesPage") },
      {
        path: ":slug",
        lazy: async () => ({ Component: (await import("./workspace-gate.tsx")).WorkspaceGate }),
        children: [
          { path: "admin/*", lazy: feature("admin/admin-layout", "AdminLayout") },
          { path: "settings/*", lazy: feature("settings/settings-layout", "SettingsLayout") },
        ],
      },
      {
        // One element for all of them: moving between conversations never takes the shell down.
        path: ":slug",
        lazy: feature("shell/workspace-shell", "WorkspaceShell"),
        children: [
          { index: true, element: null },
          { path: "c/:conversationId", element: null },
          { path: "c/:conversationId/m/:messageId", element: null },
          { path: "c/:conversationId/t/:messageId", element: null },
        ],
      },
      { path: "*", element: <NotFoundPage /> },
    ],
  },
];
