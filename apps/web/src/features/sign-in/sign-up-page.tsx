import { Link, Navigate, useNavigate, useSearchParams } from "react-router";
import { useDocumentTitle } from "../../ui/document-title.ts";
import { type Arrival, findWayOn, useArrival } from "./arrival.ts";
import { ArrivalPage } from "./arrival-page.tsx";
import { withReturnPath } from "./return-path.ts";
import { SignUpForm } from "./sign-up-form.tsx";
import { WayOn } from "./way-on.tsx";

/** A new account: for everyone where the server is open, else for who has an invitation. */
export function SignUpPage() {
  useDocumentTitle("Create an account");
  const [query] = useSearchParams();
  const next = query.get("next");
  return (
    <ArrivalPage
      title="Create your account"
      intro="One account for every workspace on this server."
      footer={
        <>
          Have an account?{" "}
          <Link
            to={withReturnPath("/sign-in", next)}
            className="rounded-md font-medium text-accent-text underline underline-offset-2"
          >
            Sign in
          </Link>
        </>
      }
      loaded={useArrival()}
    >
      {(arrival) => <SignUp arrival={arrival} next={next} />}
    </ArrivalPage>
  );
}

function SignUp({ arrival: { info, account }, next }: { arrival: Arrival; next: string | null }) {
  const navigate = useNavigate();
  if (info.needsSetup) return <Navigate to="/setup" replace />;
  if (account) return <WayOn next={next} />;
  return (
    <SignUpForm
      invitation={info.signUp === "open" ? "none" : "ask"}
      onSignedUp={async (token) => {
        const way = token === null ? await findWayOn(next) : `/invite/${token}`;
        await navigate(way, { replace: true });
      }}
    />
  );
}
