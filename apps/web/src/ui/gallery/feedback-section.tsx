import { Inbox } from "lucide-react";
import type { ReactNode } from "react";
import { Banner } from "../banner.tsx";
import { Button } from "../button.tsx";
import { EmptyState } from "../empty-state.tsx";
import { ErrorState } from "../error-state.tsx";
import { SkeletonRows } from "../skeleton.tsx";
import { StatusLine } from "../status-line.tsx";
import { Section } from "./section.tsx";

/** Waiting, nothing, failure and news. */
export function FeedbackSection() {
  return (
    <Section title="Feedback">
      <div className="flex flex-col gap-2">
        <Banner>Hallway was updated. Load again when it suits you.</Banner>
        <Banner tone="success" onDismiss={() => {}}>
          The last backup was restored and checked 3 hours ago.
        </Banner>
        <Banner tone="warning" action={<Button size="small">Renew</Button>}>
          Two invitation links end this week.
        </Banner>
        <Banner tone="danger">This workspace is read-only: its storage is full.</Banner>
      </div>
      <div className="flex flex-wrap gap-4">
        <StatusLine tone="working" text="Reconnecting…" />
        <StatusLine
          tone="warning"
          text="You are offline: messages will be sent when you are back"
        />
        <StatusLine
          tone="danger"
          text="Not sent"
          action={
            <Button size="small" variant="ghost">
              Retry
            </Button>
          }
        />
      </div>
      <div className="grid grid-cols-2 gap-6 phone:grid-cols-1">
        <Card>
          <EmptyState
            icon={<Inbox />}
            title="You are all caught up"
            text="New mentions and replies will wait for you here."
            action={<Button>Browse channels</Button>}
          />
        </Card>
        <Card>
          <ErrorState
            title="Members could not be loaded"
            text="The server did not answer in time. Check your connection and try again."
            onRetry={() => {}}
          />
        </Card>
        <Card>
          <div className="p-5">
            <SkeletonRows kind="messages" rows={4} label="Loading messages" />
          </div>
        </Card>
        <Card>
          <div className="p-5">
            <SkeletonRows kind="rows" rows={7} label="Loading members" />
          </div>
        </Card>
      </div>
    </Section>
  );
}

function Card({ children }: { children: ReactNode }) {
  return <div className="rounded-panel border border-line bg-surface">{children}</div>;
}
