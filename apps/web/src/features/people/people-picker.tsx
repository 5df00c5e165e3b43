import type { MemberView } from "@hallway/protocol";
import { X } from "lucide-react";
import { type KeyboardEvent, useMemo, useRef, useState } from "react";
import { usePresence } from "../../state/use-workspace.ts";
import { Avatar } from "../../ui/avatar.tsx";
import { isComposing } from "../../ui/hotkeys.ts";
import { type ActiveOption, useActiveOption } from "../../ui/use-active-option.ts";
import { usePeopleSearch } from "./use-people-search.ts";

export type PeoplePickerProps = {
  /** The accessible name of the box. */
  label: string;
  picked: readonly MemberView[];
  onChange(picked: readonly MemberView[]): void;
  /** The most that can be picked. */
  most: number;
  /** Those who cannot be picked. */
  without: ReadonlySet<string>;
  hint?: string;
};

/** Picks people by typing parts of their names; those who are picked stand before the box. */
export function PeoplePicker(props: PeoplePickerProps) {
  const { label, picked, onChange, most, without, hint } = props;
  const [query, setQuery] = useState("");
  const box = useRef<HTMLInputElement>(null);
  const found = usePeopleSearch(query);
  const full = picked.length >= most;
  const options = useMemo(() => {
    const taken = new Set<string>(picked.map(({ userId }) => userId));
    return full ? [] : found.filter(({ userId }) => !taken.has(userId) && !without.has(userId));
  }, [found, picked, without, full]);
  const active = useActiveOption(options.length, query);

  function pick(member: MemberView | undefined) {
    if (!member) return;
    onChange([...picked, member]);
    setQuery("");
    box.current?.focus();
  }

  function keyDown(event: KeyboardEvent) {
    if (isComposing(event) || active.move(event)) return;
    if (event.key === "Enter" && options.length > 0 && (query !== "" || active.at > 0)) {
      event.preventDefault();
      pick(options[active.at]);
    } else if (event.key === "Backspace" && query === "" && picked.length > 0) {
      onChange(picked.slice(0, -1));
    }
  }

  return (
    <div className="flex flex-col gap-2">
      <div className="flex min-h-11 flex-wrap items-center gap-1.5 rounded-control border border-line-strong/60 bg-surface px-2 py-1.5 focus-within:border-accent focus-within:outline-2 focus-within:outline-accent/35">
        {picked.map((member) => (
          <PickedPerson
            key={member.userId}
            member={member}
            onRemove={() => onChange(picked.filter((one) => one !== member))}
          />
        ))}
        <input
          ref={box}
          role="combobox"
          aria-label={label}
          aria-expanded={options.length > 0}
          aria-autocomplete="list"
          {...active.boxProps}
          autoComplete="off"
          spellCheck={false}
          // biome-ignore lint/a11y/noAutofocus: the dialog was opened to type a name here.
          autoFocus
          placeholder={picked.length === 0 ? "Type a name" : ""}
          value={query}
          onChange={(event) => setQuery(event.target.value)}
          onKeyDown={keyDown}
          className="min-w-28 flex-1 bg-transparent px-1 text-[15px] text-ink outline-none phone:text-[16px]"
        />
      </div>
      <p className="text-small text-muted">
        {full ? `That is as many as there can be: ${most}.` : hint}
      </p>
      <Options
        label={label}
        options={options}
        active={active}
        query={query}
        full={full}
        onPick={pick}
      />
    </div>
  );
}

type OptionsProps = {
  label: string;
  options: readonly MemberView[];
  active: ActiveOption;
  query: string;
  full: boolean;
  onPick(member: MemberView): void;
};

function Options({ label, options, active, query, full, onPick }: OptionsProps) {
  if (options.length === 0) {
    return full ? null : (
      <p className="px-2 py-6 text-center text-[14px] text-muted">
        {query === "" ? "There is nobody else to pick." : "Nobody here has that name."}
      </p>
    );
  }
  return (
    <div
      role="listbox"
      id={active.listId}
      aria-label={label}
      className="-mx-1 max-h-[38dvh] overflow-y-auto overscroll-contain"
    >
      {options.map((member, at) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the box takes the keys for the active option.
        <div
          key={member.userId}
          role="option"
          id={active.optionId(at)}
          aria-selected={at === active.at}
          tabIndex={-1}
          onMouseDown={(event) => event.preventDefault()}
          onMouseMove={() => {
            if (at !== active.at) active.setAt(at);
          }}
          onClick={() => onPick(member)}
          className="flex min-h-11 cursor-pointer items-center gap-3 rounded-control px-2 aria-selected:bg-accent-soft"
        >
          <OptionPicture member={member} />
          <span className="min-w-0 flex-1">
            <bdi className="block truncate text-[14px] font-medium text-ink">
              {member.displayName}
            </bdi>
            {member.title === "" ? null : (
              <span className="block truncate text-small text-muted">{member.title}</span>
            )}
          </span>
        </div>
      ))}
    </div>
  );
}

function OptionPicture({ member }: { member: MemberView }) {
  const presence = usePresence(member.userId);
  return <Avatar id={member.userId} name={member.displayName} size={30} presence={presence} />;
}

function PickedPerson({ member, onRemove }: { member: MemberView; onRemove(): void }) {
  return (
    <span className="inline-flex h-7 items-center gap-1.5 rounded-full bg-accent-soft pr-1 pl-1 text-[14px] text-accent-text phone:h-9">
      <Avatar id={member.userId} name={member.displayName} size={20} />
      <bdi className="max-w-40 truncate font-medium">{member.displayName}</bdi>
      <button
        type="button"
        aria-label={`Remove ${member.displayName}`}
        onClick={onRemove}
        className="flex size-5 items-center justify-center rounded-full hover:bg-press phone:size-8"
      >
        <X className="size-3.5" aria-hidden="true" />
      </button>
    </span>
  );
}
