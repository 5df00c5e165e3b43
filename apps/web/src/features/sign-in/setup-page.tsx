import { Navigate } from "react-router";
import { serverCommand } from "../../realtime/server-command.ts";
import { useDocumentTitle } from "../../ui/document-title.ts";
import { SkeletonRows } from "../../ui/skeleton.tsx";
import { useLoaded } from "../../ui/use-loaded.ts";
import { useArrival } from "./arrival.ts";
import { ArrivalPage } from "./arrival-page.tsx";
import { SetupForm } from "./setup-form.tsx";
import { WayOn } from "./way-on.tsx";

/** The first run: the first account and its workspace. Afterwards it leads elsewhere. */
export function SetupPage() {
  useDocumentTitle("Set up");
  return (
    <ArrivalPage
      title="Welcome to Hallway"
      intro="Create your account and your team's first workspace. It takes a minute."
      loaded={useArrival()}
    >
      {({ info, account }) => {
        if (account) return <Continue email={account.email} />;
        return info.needsSetup ? <SetupForm account={null} /> : <Navigate to="/sign-in" replace />;
      }}
    </ArrivalPage>
  );
}

/** For an account whose first workspace was not made yet: goes on with that. */
function Continue({ email }: { email: string }) {
  const mine = useLoaded(() => serverCommand("workspace:mine", {}), email);
  if (mine.data === undefined && mine.problem === null) {
    return <SkeletonRows kind="lines" rows={3} label="Opening Hallway" />;
  }
  const unfinished = mine.data?.canCreate === true && mine.data.workspaces.length === 0;
  return unfinished ? <SetupForm account={{ email }} /> : <WayOn next={null} />;
}
