import { SkeletonRows } from "../../ui/skeleton.tsx";

/** The shell's outline while the first picture of it is on its way. */
export function WaitingShell() {
  return (
    <div className="flex h-dvh overflow-hidden">
      <div className="w-(--rail-width) shrink-0 bg-rail" />
      <div className="w-(--sidebar-width) shrink-0 border-r border-line bg-surface-2 px-5 pt-20 phone:w-auto phone:flex-1">
        <SkeletonRows rows={9} label="Loading channels" />
      </div>
      <div className="flex min-w-0 flex-1 flex-col justify-end px-5 pb-32 phone:hidden">
        <SkeletonRows rows={7} kind="messages" label="Loading messages" />
      </div>
    </div>
  );
}
