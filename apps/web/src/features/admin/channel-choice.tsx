import { limits } from "@hallway/protocol/limits";
import { useState } from "react";
import { useWorkspace } from "../../state/use-workspace.ts";
import { Checkbox } from "../../ui/checkbox.tsx";
import { SkeletonRows } from "../../ui/skeleton.tsx";
import { useLoaded } from "../../ui/use-loaded.ts";
import { SearchBox } from "./search-box.tsx";

/** Which channels the invited find themselves in, beside those everyone is in. */
export function ChannelChoice({
  chosen,
  onChange,
  error,
}: {
  chosen: readonly string[];
  onChange(ids: readonly string[]): void;
  error: string | undefined;
}) {
  const [query, setQuery] = useState("");
  const full = chosen.length >= limits.inviteChannels;
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="mb-1.5 text-small font-medium text-ink">
        Channels{chosen.length > 0 ? ` (${chosen.length} chosen)` : ""}
      </legend>
      <p className="text-small text-muted">
        Beside those that everyone is in. A guest sees only what is chosen here.
      </p>
      <SearchBox label="Search channels" value={query} onSearch={setQuery} />
      {error ? (
        <p role="alert" className="text-small text-danger-text">
          {error}
        </p>
      ) : null}
      <Matches
        query={query}
        isChosen={(id) => chosen.includes(id)}
        full={full}
        onTurn={(id, on) => onChange(on ? [...chosen, id] : chosen.filter((one) => one !== id))}
      />
      {full ? (
        <p className="text-small text-muted">
          An invitation can name at most {limits.inviteChannels} channels.
        </p>
      ) : null}
    </fieldset>
  );
}

type MatchesProps = {
  query: string;
  isChosen(id: string): boolean;
  full: boolean;
  onTurn(id: string, on: boolean): void;
};

function Matches({ query, isChosen, full, onTurn }: MatchesProps) {
  const workspace = useWorkspace();
  const { data, problem } = useLoaded(
    async () => (await workspace.command("channel:browse", { query, limit: 50 })).channels,
    query,
  );
  if (problem !== null) return <p className="text-small text-danger-text">{problem}</p>;
  if (data === undefined) return <SkeletonRows kind="lines" rows={4} label="Loading channels" />;
  const channels = data.filter(({ archivedAt }) => archivedAt === null);
  if (channels.length === 0) return <p className="text-small text-muted">No channel matches.</p>;
  return (
    <div className="grid max-h-44 grid-cols-2 gap-x-4 overflow-y-auto rounded-card border border-line px-3 py-1.5 phone:grid-cols-1">
      {channels.map(({ id, name, private: hidden }) => (
        <Checkbox
          key={id}
          label={hidden ? `# ${name} (private)` : `# ${name}`}
          checked={isChosen(id)}
          disabled={full && !isChosen(id)}
          onChange={(event) => onTurn(id, event.target.checked)}
        />
      ))}
    </div>
  );
}
