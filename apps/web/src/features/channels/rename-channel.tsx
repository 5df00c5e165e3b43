import { limits } from "@hallway/protocol/limits";
import { useActions, useConversation } from "../../state/use-workspace.ts";
import { channelNameFrom } from "./channel-name.ts";
import { EditableText } from "./editable-text.tsx";
import { useChannelRule } from "./use-channel-rule.ts";

/** A channel's name; links to it stay good when it changes. */
export function RenameChannel({ conversationId }: { conversationId: string }) {
  const { updateChannel } = useActions();
  const conversation = useConversation(conversationId);
  const rule = useChannelRule(conversationId);
  return (
    <EditableText
      label="Name"
      value={conversation?.name ?? ""}
      empty=""
      longest={limits.channelName}
      editable={rule.manage && conversation?.archivedAt === null}
      onSave={(name) => updateChannel({ conversationId, name: channelNameFrom(name) })}
    />
  );
}
