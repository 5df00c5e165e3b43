import { CornerDownLeft, Hash, Lock, Search, Zap } from "lucide-react";
import { useMemo, useState } from "react";
import { useNavigate } from "react-router";
import { toErrorView } from "../../realtime/answer.ts";
import {
  useActions,
  useMe,
  useMember,
  usePresence,
  useWorkspaceView,
} from "../../state/use-workspace.ts";
import { Avatar } from "../../ui/avatar.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { isComposing } from "../../ui/hotkeys.ts";
import { Kbd } from "../../ui/kbd.tsx";
import { showToast } from "../../ui/toasts.ts";
import { type ActiveOption, useActiveOption } from "../../ui/use-active-option.ts";
import { type JumpActions, toActionJumps } from "./action-jumps.ts";
import { type Jump, useDestinations } from "./use-destinations.ts";

export type JumpDialogProps = { onClose(): void; actions: JumpActions };

/** Goes anywhere by typing a part of its name. */
export function JumpDialog({ onClose, actions }: JumpDialogProps) {
  const [query, setQuery] = useState("");
  const slug = useWorkspaceView()?.slug ?? "";
  const navigate = useNavigate();
  const can = useMe()?.can;
  const doable = useMemo(
    () => toActionJumps(actions, { slug, can, navigate: (path) => void navigate(path) }),
    [actions, slug, can, navigate],
  );
  const jumps = useDestinations(query, doable);
  const active = useActiveOption(jumps.length, query);
  const jump = useJump(onClose);
  return (
    <Dialog
      open
      bare
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      title="Jump to"
    >
      <div className="flex items-center gap-3 border-b border-line px-4">
        <Search className="size-[18px] shrink-0 text-muted" aria-hidden="true" />
        <input
          role="combobox"
          aria-label="Jump to"
          aria-expanded={jumps.length > 0}
          aria-autocomplete="list"
          {...active.boxProps}
          autoComplete="off"
          spellCheck={false}
          autoFocus
          placeholder="Channel, person or action"
          value={query}
          onChange={(event) => setQuery(event.target.value)}
          onKeyDown={(event) => {
            if (isComposing(event) || active.move(event)) return;
            const chosen = jumps[active.at];
            if (event.key !== "Enter" || !chosen) return;
            event.preventDefault();
            void jump(chosen);
          }}
          className="h-13 min-w-0 flex-1 bg-transparent text-[16px] text-ink outline-none"
        />
        <Kbd keys="esc" />
      </div>
      <JumpList jumps={jumps} active={active} onJump={(chosen) => void jump(chosen)} />
    </Dialog>
  );
}

function useJump(onClose: () => void): (jump: Jump) => Promise<void> {
  const navigate = useNavigate();
  const { openDirectMessage } = useActions();
  const slug = useWorkspaceView()?.slug ?? "";
  return async ({ conversationId, userId, run }) => {
    onClose();
    if (run) return run();
    try {
      const id = conversationId ?? (userId ? (await openDirectMessage([userId])).id : null);
      if (id) await navigate(`/${slug}/c/${id}`);
    } catch (error) {
      showToast({ text: toErrorView(error).message, tone: "danger" });
    }
  };
}

type JumpListProps = { jumps: readonly Jump[]; active: ActiveOption; onJump(jump: Jump): void };

function JumpList({ jumps, active, onJump }: JumpListProps) {
  if (jumps.length === 0) {
    return (
      <p className="px-4 py-10 text-center text-[14px] text-muted">
        Nothing by that name. Try a part of it, or another word.
      </p>
    );
  }
  return (
    <div
      role="listbox"
      id={active.listId}
      aria-label="Results"
      className="max-h-[min(420px,56dvh)] overflow-y-auto overscroll-contain p-2"
    >
      {jumps.map((jump, at) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the box takes the keys for the active option.
        <div
          key={`${jump.kind} ${jump.key}`}
          role="option"
          id={active.optionId(at)}
          aria-selected={at === active.at}
          tabIndex={-1}
          onMouseDown={(event) => event.preventDefault()}
          onMouseMove={() => {
            if (at !== active.at) active.setAt(at);
          }}
          onClick={() => onJump(jump)}
          className="group flex min-h-10 cursor-pointer items-center gap-3 rounded-control px-2.5 aria-selected:bg-accent-soft aria-selected:text-accent-text phone:min-h-11"
        >
          <JumpPicture jump={jump} />
          <bdi className={jump.unread ? "truncate font-semibold" : "truncate"}>{jump.title}</bdi>
          <span className="min-w-0 flex-1 truncate text-small text-muted">{jump.detail}</span>
          <CornerDownLeft
            aria-hidden="true"
            className="size-4 shrink-0 opacity-0 group-aria-selected:opacity-70"
          />
        </div>
      ))}
    </div>
  );
}

function JumpPicture({ jump }: { jump: Jump }) {
  if (jump.userId !== undefined) return <PersonPicture userId={jump.userId} />;
  const Icon = jump.kind === "action" ? Zap : jump.conversation?.private ? Lock : Hash;
  return (
    <span className="flex w-6 shrink-0 justify-center" aria-hidden="true">
      <Icon className="size-4" />
    </span>
  );
}

function PersonPicture({ userId }: { userId: string }) {
  const presence = usePresence(userId);
  const name = useMember(userId)?.displayName ?? "";
  return <Avatar id={userId} name={name} size={24} presence={presence} />;
}
