import { Hash } from "lucide-react";
import { Button } from "../button.tsx";
import { Checkbox } from "../checkbox.tsx";
import { CopyField } from "../copy-field.tsx";
import { FormErrors } from "../form-errors.tsx";
import { Select } from "../select.tsx";
import { Switch } from "../switch.tsx";
import { TextArea } from "../text-area.tsx";
import { TextField } from "../text-field.tsx";
import { Section } from "./section.tsx";

const ROLES = [
  { value: "member", label: "Member" },
  { value: "admin", label: "Admin" },
  { value: "guest", label: "Guest: sees only the channels they are invited to" },
];

/** Everything that takes what people type or choose. */
export function FieldsSection() {
  return (
    <Section title="Fields">
      <div className="grid grid-cols-2 gap-x-8 gap-y-5 phone:grid-cols-1">
        <TextField label="Your name" placeholder="Ann Archer" />
        <TextField
          label="Email"
          type="email"
          defaultValue="ann@"
          error="That is not a whole e-mail address yet."
        />
        <TextField
          label="Password"
          type="password"
          defaultValue="correct horse"
          hint="At least 10 characters."
        />
        <TextField label="Channel name" prefix={<Hash />} placeholder="design-review" />
        <Select label="Role" options={ROLES} defaultValue="guest" hint="You can change it later." />
        <CopyField
          label="Invitation link"
          value="https://chat.acme.example/invite/hy7Gk3QfWn1pXr8Z"
        />
        <TextArea
          label="Purpose"
          placeholder="What this channel is for"
          hint="Shown to people who browse."
        />
        <TextField
          label="Workspace address"
          defaultValue="acme"
          disabled
          hint="Only an owner can change it."
        />
        <div className="flex flex-col gap-2">
          <Checkbox
            label="Make it private"
            hint="Only people who are added can find it."
            defaultChecked
          />
          <Checkbox label="Tell everyone" />
        </div>
        <div className="flex flex-col gap-2">
          <Switch label="Members may invite people" hint="Guests never can." defaultChecked />
          <Switch label="Require two-factor sign-in" />
        </div>
      </div>
      <FormErrors errors={[{ text: "E-mail or password is wrong. Check both and try again." }]} />
      <div className="flex justify-end gap-2">
        <Button>Cancel</Button>
        <Button variant="primary">Save changes</Button>
      </div>
    </Section>
  );
}
