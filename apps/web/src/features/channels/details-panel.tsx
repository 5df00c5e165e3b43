import { limits } from "@hallway/protocol/limits";
import {
  useActions,
  useConversation,
  useConversationTitle,
  useParticipation,
} from "../../state/use-workspace.ts";
import { SidePanel } from "../../ui/side-panel.tsx";
import { formatDay } from "../../ui/time.ts";
import { ChannelDangers } from "./channel-dangers.tsx";
import { EditableText } from "./editable-text.tsx";
import { MySide } from "./my-side.tsx";
import { RenameChannel } from "./rename-channel.tsx";
import { useChannelRule } from "./use-channel-rule.ts";

export type DetailsPanelProps = { conversationId: string; onClose(): void };

/** What a conversation is for, what I want of it, and what can be changed about it. */
export function DetailsPanel({ conversationId, onClose }: DetailsPanelProps) {
  const conversation = useConversation(conversationId);
  const title = useConversationTitle(conversationId);
  const takesPart = useParticipation(conversationId) !== undefined;
  const isChannel = conversation?.kind === "channel";
  return (
    <SidePanel title="Details" detail={isChannel ? `#${title}` : title} onClose={onClose}>
      <div className="flex flex-col gap-6 p-5">
        {takesPart ? <MySide conversationId={conversationId} /> : null}
        {isChannel ? <AboutChannel conversationId={conversationId} /> : null}
        {isChannel && takesPart ? <ChannelDangers conversationId={conversationId} /> : null}
      </div>
    </SidePanel>
  );
}

function AboutChannel({ conversationId }: { conversationId: string }) {
  const { updateChannel } = useActions();
  const conversation = useConversation(conversationId);
  const rule = useChannelRule(conversationId);
  if (!conversation) return null;
  const kind = conversation.private ? "Private channel" : "Public channel";
  return (
    <section aria-label="About this channel" className="flex flex-col gap-4">
      <RenameChannel conversationId={conversationId} />
      <EditableText
        label="Topic"
        value={conversation.topic}
        empty="No topic yet"
        longest={limits.topic}
        editable={rule.describe}
        onSave={(topic) => updateChannel({ conversationId, topic })}
      />
      <EditableText
        label="Purpose"
        value={conversation.purpose}
        empty="Nothing said yet about what it is for"
        longest={limits.purpose}
        editable={rule.describe}
        onSave={(purpose) => updateChannel({ conversationId, purpose })}
      />
      <p className="text-small text-muted">
        {kind} · Created{" "}
        {formatDay(conversation.createdAt).replace(/^[TY]/, (letter) => letter.toLowerCase())}
      </p>
    </section>
  );
}
