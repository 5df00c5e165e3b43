import { useEffect, useState } from "react";
import { useWorkspace } from "../../state/use-workspace.ts";
import { FormErrors } from "../../ui/form-errors.tsx";
import { Select } from "../../ui/select.tsx";
import { Tabs } from "../../ui/tabs.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { useForm } from "../../ui/use-form.ts";
import { oneOf } from "./address-query.ts";
import { ChannelChoice } from "./channel-choice.tsx";
import type { NewInvitation } from "./invitation-dialog.tsx";

const ROLES = [
  { value: "member", label: "Member" },
  { value: "admin", label: "Admin: may open this panel" },
  { value: "guest", label: "Guest: sees only the channels chosen below" },
];

const EXPIRIES = [
  { value: "24", label: "In a day" },
  { value: "168", label: "In 7 days" },
  { value: "720", label: "In 30 days" },
  { value: "2160", label: "In 90 days" },
  { value: "8760", label: "In a year" },
];

const MOST_USES = [
  { value: "", label: "As often as needed" },
  ...["1", "5", "10", "25", "50", "100"].map((count) => ({
    value: count,
    label: count === "1" ? "Once" : `${count} times`,
  })),
];

export type InvitationFormProps = {
  id: string;
  onBusy(busy: boolean): void;
  onMade(invitation: NewInvitation): void;
};

/** Whom to invite, as what, for how long and into which channels. */
export function InvitationForm({ id, onBusy, onMade }: InvitationFormProps) {
  const workspace = useWorkspace();
  const [way, setWay] = useState("link");
  const [kept, setKept] = useState({ email: "", maxUses: "" });
  const [channelIds, setChannelIds] = useState<readonly string[]>([]);
  const form = useForm({
    fields: ["email", "role", "expiresInHours", "maxUses", "channelIds"],
    check: ({ email, role }) => ({
      email: way === "mail" && !/^[^\s@]+@[^\s@]+$/.test(email.trim()) ? WHOLE_ADDRESS : undefined,
      channelIds:
        role === "guest" && channelIds.length === 0
          ? "Choose at least one channel for a guest."
          : undefined,
    }),
    async submit({ email, role, expiresInHours, maxUses }) {
      const made = await workspace.command("invite:create", {
        role: oneOf(role, ["admin", "member", "guest"]) ?? "member",
        expiresInHours: Number(expiresInHours),
        channelIds: [...channelIds],
        ...(way === "mail" && { email: email.trim() }),
        ...(way === "link" && maxUses !== "" && { maxUses: Number(maxUses) }),
      });
      onMade(made);
    },
  });
  useEffect(() => onBusy(form.busy), [form.busy, onBusy]);
  return (
    <form {...form.props} id={id} className="flex flex-col gap-5">
      <FormErrors errors={form.problems} />
      <Tabs
        label="Way to invite"
        value={way}
        onChange={setWay}
        tabs={[
          {
            id: "link",
            label: "By link",
            content: (
              <Select
                {...form.field("maxUses")}
                label="Can be used"
                options={MOST_USES}
                value={kept.maxUses}
                onChange={(event) => setKept({ ...kept, maxUses: event.target.value })}
              />
            ),
          },
          {
            id: "mail",
            label: "By e-mail",
            content: (
              <TextField
                {...form.field("email")}
                label="Email"
                type="email"
                value={kept.email}
                onChange={(event) => setKept({ ...kept, email: event.target.value })}
                autoCapitalize="none"
                hint="Only this address can use the invitation, once."
              />
            ),
          },
        ]}
      />
      <div className="grid grid-cols-2 gap-4 phone:grid-cols-1">
        <Select {...form.field("role")} label="Role" options={ROLES} defaultValue="member" />
        <Select
          {...form.field("expiresInHours")}
          label="Ends"
          options={EXPIRIES}
          defaultValue="168"
        />
      </div>
      <ChannelChoice
        chosen={channelIds}
        onChange={setChannelIds}
        error={form.field("channelIds").error}
      />
    </form>
  );
}

const WHOLE_ADDRESS = "Enter a whole e-mail address, such as ann@example.com.";
