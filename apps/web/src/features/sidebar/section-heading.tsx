import { Compass, Plus } from "lucide-react";
import type { ReactNode } from "react";
import { useMe } from "../../state/use-workspace.ts";
import { IconButton } from "../../ui/icon-button.tsx";
import type { SidebarActions } from "./sidebar-actions.ts";
import type { Section } from "./sidebar-rows.ts";

const NAMES: Record<Section, string> = {
  starred: "Starred",
  channels: "Channels",
  "direct-messages": "Direct messages",
};

/** A section's name with what can be done in it. */
export function SectionHeading({
  section,
  actions,
}: {
  section: Section;
  actions: SidebarActions;
}) {
  return (
    <div className="mt-3.5 flex h-(--row-height) items-center pr-3.5 pl-[18px]">
      <h2 className="flex-1 text-small font-semibold text-ink-2">{NAMES[section]}</h2>
      {section === "channels" ? <ChannelButtons actions={actions} /> : null}
      {section === "direct-messages" ? (
        <SmallButton label="New message" icon={<Plus />} onClick={actions.onNewMessage} />
      ) : null}
    </div>
  );
}

function ChannelButtons({ actions }: { actions: SidebarActions }) {
  const mayCreate = useMe()?.can.createChannels ?? false;
  return (
    <>
      <SmallButton label="Browse channels" icon={<Compass />} onClick={actions.onBrowseChannels} />
      {mayCreate ? (
        <SmallButton label="Create channel" icon={<Plus />} onClick={actions.onCreateChannel} />
      ) : null}
    </>
  );
}

function SmallButton(props: { label: string; icon: ReactNode; onClick(): void }) {
  return <IconButton size="small" {...props} className="[&>svg]:size-4!" />;
}
