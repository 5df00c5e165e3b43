import type { Commands, OutputOf } from "@hallway/protocol";
import { useEffect } from "react";
import { Link, useParams } from "react-router";
import { CommandError, dataOf } from "../../realtime/answer.ts";
import { serverCommand } from "../../realtime/server-command.ts";
import { type Account, getSession } from "../../realtime/session.ts";
import { showAccent } from "../../ui/accent.ts";
import { buttonStyle } from "../../ui/button-style.ts";
import { useDocumentTitle } from "../../ui/document-title.ts";
import { PageFrame } from "../../ui/page-frame.tsx";
import { useLoaded } from "../../ui/use-loaded.ts";
import { ArrivalPage } from "./arrival-page.tsx";
import { InvitationCard } from "./invitation-card.tsx";
import { InvitationChoice } from "./invitation-choice.tsx";

export type InvitePreview = OutputOf<Commands["invite:preview"]>;
type Invited = { preview: InvitePreview | null; account: Account | null };

/** Where an invitation link leads: what it is for, an account in place where one is missing, then joining. */
export function InvitePage() {
  const token = useParams().token ?? "";
  const invited = useLoaded(() => loadInvitation(token), token);
  const preview = invited.data?.preview;
  useDocumentTitle("Invitation", preview?.workspace.name);
  useAccent(preview?.workspace.accent);
  if (preview === null) return <NoInvitation />;
  return (
    <ArrivalPage
      title={preview ? `Join ${preview.workspace.name}` : "Your invitation"}
      intro={
        preview ? `${preview.invitedBy} invites you to their workspace on Hallway.` : undefined
      }
      loaded={invited}
    >
      {({ account }) =>
        preview ? (
          <div className="flex flex-col gap-6">
            <InvitationCard preview={preview} />
            <InvitationChoice
              token={token}
              preview={preview}
              account={account}
              onAccount={invited.reload}
            />
          </div>
        ) : null
      }
    </ArrivalPage>
  );
}

async function loadInvitation(token: string): Promise<Invited> {
  const [preview, account] = await Promise.all([findInvitation(token), getSession().then(dataOf)]);
  return { preview, account };
}

/** An invitation that is used up, expired, revoked or made up is simply not there. */
async function findInvitation(token: string): Promise<InvitePreview | null> {
  try {
    return await serverCommand("invite:preview", { token });
  } catch (error) {
    if (error instanceof CommandError && (error.code === "not_found" || error.code === "invalid")) {
      return null;
    }
    throw error;
  }
}

function NoInvitation() {
  return (
    <PageFrame
      title="This invitation does not work"
      intro="It may have expired, been used up or been taken back. Ask whoever sent it for a new link."
    >
      <div className="flex flex-col">
        <Link to="/workspaces" className={buttonStyle("secondary")}>
          Go to my workspaces
        </Link>
      </div>
    </PageFrame>
  );
}

function useAccent(accent: string | undefined): void {
  useEffect(() => {
    showAccent(accent ?? null);
    return () => showAccent(null);
  }, [accent]);
}
