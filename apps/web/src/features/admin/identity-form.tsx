import type { WorkspaceView } from "@hallway/protocol";
import { limits } from "@hallway/protocol/limits";
import { useNavigate } from "react-router";
import { useWorkspace } from "../../state/use-workspace.ts";
import { Button } from "../../ui/button.tsx";
import { isHexColour } from "../../ui/colour.ts";
import { FormErrors } from "../../ui/form-errors.tsx";
import { LetterTile } from "../../ui/letter-tile.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { showToast } from "../../ui/toasts.ts";
import { useFollowed } from "../../ui/use-followed.ts";
import { useForm } from "../../ui/use-form.ts";
import { AccentPicker } from "./accent-picker.tsx";
import { changedParts } from "./changed-parts.ts";

export type IdentityFormProps = { view: WorkspaceView; mayChangeAddress: boolean };

/** Name, address, icon and accent, saved together. */
export function IdentityForm({ view, mayChangeAddress }: IdentityFormProps) {
  const workspace = useWorkspace();
  const navigate = useNavigate();
  const { name, slug, accent, icon } = view;
  const [look, setLook] = useFollowed({ name, slug, accent, icon: icon ?? "" });
  const form = useForm({
    fields: ["name", "slug", "icon", "accent"],
    check: ({ name, slug, accent }) => ({
      name: checkName(name),
      slug: mayChangeAddress ? checkSlug(slug) : undefined,
      accent: isHexColour(accent.trim()) ? undefined : "Use a colour like #0f766e.",
    }),
    async submit({ name, slug, icon, accent }) {
      const changes = changedParts(view, {
        name: name.trim(),
        icon: icon.trim() || null,
        accent: accent.trim().toLowerCase(),
        ...(mayChangeAddress && { slug: slug.trim() }),
      });
      const answer = await workspace.command("workspace:update", changes);
      showToast({ text: "Settings saved", tone: "success" });
      if (answer.workspace.slug !== view.slug) {
        await navigate(`/${answer.workspace.slug}/admin/settings`, { replace: true });
      }
    },
  });
  return (
    <form {...form.props} className="flex flex-col gap-5">
      <FormErrors errors={form.problems} />
      <div className="flex items-center gap-4">
        <span className="[--tile-ground:var(--surface)]">
          <LetterTile name={look.name} icon={look.icon.trim()} size={56} current />
        </span>
        <p className="text-[14px] text-ink-2">
          How the workspace stands in everyone’s list, in its own colour.
        </p>
      </div>
      <TextField
        {...form.field("name")}
        label="Workspace name"
        value={look.name}
        onChange={(event) => setLook({ ...look, name: event.target.value })}
        dir="auto"
        required
      />
      <TextField
        {...form.field("slug")}
        label="Address"
        prefix="/"
        value={look.slug}
        onChange={(event) => setLook({ ...look, slug: event.target.value })}
        disabled={!mayChangeAddress}
        autoCapitalize="none"
        spellCheck={false}
        hint={
          mayChangeAddress
            ? "Small letters, digits and hyphens. Old links to this workspace stop working."
            : "Only an owner can change it."
        }
      />
      <TextField
        {...form.field("icon")}
        label="Icon"
        value={look.icon}
        onChange={(event) => setLook({ ...look, icon: event.target.value })}
        maxLength={limits.workspaceIcon}
        hint="An emoji or a letter; empty for the first letter of the name."
      />
      <AccentPicker
        {...form.field("accent")}
        value={look.accent}
        saved={view.accent}
        onChange={(accent) => setLook({ ...look, accent })}
      />
      <div className="flex justify-end">
        <Button type="submit" variant="primary" loading={form.busy}>
          Save changes
        </Button>
      </div>
    </form>
  );
}

function checkName(name: string): string | undefined {
  if (name.trim() === "") return "Enter a name for the workspace.";
  return [...name.trim()].length > limits.workspaceName
    ? `Use at most ${limits.workspaceName} characters.`
    : undefined;
}

function checkSlug(slug: string): string | undefined {
  const text = slug.trim();
  if (text.length < limits.slugMin || text.length > limits.slugMax) {
    return `Use ${limits.slugMin} to ${limits.slugMax} characters.`;
  }
  return /^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(text)
    ? undefined
    : "Use small letters, digits and single hyphens.";
}
