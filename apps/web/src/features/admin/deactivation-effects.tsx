import { useWorkspace } from "../../state/use-workspace.ts";
import { SkeletonRows } from "../../ui/skeleton.tsx";
import { useLoaded } from "../../ui/use-loaded.ts";
import { countOf } from "./figures-text.ts";

/** What deactivating a person would do, as the server counts it. */
export function DeactivationEffects({ userId }: { userId: string }) {
  const workspace = useWorkspace();
  const { data, problem } = useLoaded(
    () => workspace.command("member:deactivation-preview", { userId }),
    userId,
  );
  if (problem !== null) return <p role="alert">{problem}</p>;
  if (data === undefined) return <SkeletonRows kind="lines" rows={3} label="Looking what ends" />;
  const { sessions, channels, openInvites, lonelyChannels } = data;
  return (
    <>
      <p>They are shut out of this workspace at once. What they wrote stays.</p>
      <ul className="flex list-disc flex-col gap-1 pl-5">
        <li>
          {sessions === 0 ? "They are not signed in." : `${countOf(sessions, "session")} closed.`}
        </li>
        <li>
          {channels === 0
            ? "They are in no channel."
            : `Out of ${countOf(channels, "channel")}, until they are reactivated.`}
        </li>
        {openInvites > 0 ? (
          <li>{countOf(openInvites, "open invitation")} of theirs revoked.</li>
        ) : null}
        {lonelyChannels.length > 0 ? (
          <li>
            Nobody else is in {countOf(lonelyChannels.length, "private channel")} of theirs:{" "}
            {lonelyChannels.length === 1 ? "it stays" : "they stay"} without anyone.
          </li>
        ) : null}
      </ul>
    </>
  );
}
