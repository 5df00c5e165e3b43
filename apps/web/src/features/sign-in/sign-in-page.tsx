import { Link, Navigate, useNavigate, useSearchParams } from "react-router";
import { useDocumentTitle } from "../../ui/document-title.ts";
import { type Arrival, findWayOn, useArrival } from "./arrival.ts";
import { ArrivalPage } from "./arrival-page.tsx";
import { withReturnPath } from "./return-path.ts";
import { SignInForm } from "./sign-in-form.tsx";
import { WayOn } from "./way-on.tsx";

/** Signing in, and the door to everything else for who has no account yet. */
export function SignInPage() {
  useDocumentTitle("Sign in");
  const [query] = useSearchParams();
  const next = query.get("next");
  const arrival = useArrival();
  return (
    <ArrivalPage
      title="Sign in to Hallway"
      intro="Welcome back. Your team is a door away."
      footer={<NewHere arrival={arrival.data} next={next} />}
      loaded={arrival}
    >
      {({ info, account }) => {
        if (info.needsSetup) return <Navigate to="/setup" replace />;
        return account ? <WayOn next={next} /> : <SignIn next={next} />;
      }}
    </ArrivalPage>
  );
}

function SignIn({ next }: { next: string | null }) {
  const navigate = useNavigate();
  return (
    <SignInForm
      onSignedIn={async () => {
        await navigate(await findWayOn(next), { replace: true });
      }}
      beside={
        <Link
          to="/forgot-password"
          className="-mt-2 self-start rounded-md py-1 text-small font-medium text-accent-text underline-offset-2 hover:underline"
        >
          Forgot password?
        </Link>
      }
    />
  );
}

function NewHere({ arrival, next }: { arrival: Arrival | undefined; next: string | null }) {
  if (!arrival || arrival.info.needsSetup) return null;
  if (arrival.info.signUp === "invited") {
    return "New here? Open the invitation link that you were sent.";
  }
  return (
    <>
      New here?{" "}
      <Link
        to={withReturnPath("/sign-up", next)}
        className="rounded-md font-medium text-accent-text underline underline-offset-2"
      >
        Create an account
      </Link>
    </>
  );
}
