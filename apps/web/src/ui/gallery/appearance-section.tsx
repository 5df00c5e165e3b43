import { useState } from "react";
import { ACCENT_CHOICES, showAccent } from "../accent.ts";
import { setAppearance, useAppearance } from "../appearance.ts";
import { Select } from "../select.tsx";
import { Row, Section } from "./section.tsx";

const GROUNDS = [
  "surface",
  "surface-2",
  "surface-3",
  "rail",
  "hover",
  "accent-soft",
  "mention-soft",
  "danger-soft",
  "success-soft",
  "warning-soft",
];

const INKS = [
  "text",
  "text-2",
  "muted",
  "accent-text",
  "mention-text",
  "danger-text",
  "success-text",
  "warning-text",
];

/** Themes, densities, accents and every colour by name. */
export function AppearanceSection() {
  return (
    <Section title="Appearance">
      <Choices />
      <div className="grid grid-cols-[repeat(auto-fill,minmax(200px,1fr))] gap-3">
        {GROUNDS.map((ground) => (
          <div
            key={ground}
            style={{ background: `var(--${ground})` }}
            className="flex flex-col rounded-card border border-line p-3 text-small"
          >
            <span className="mb-1 font-mono text-[12px]">--{ground}</span>
            {inksOn(ground).map((ink) => (
              <span key={ink} style={{ color: `var(--${ink})` }}>
                {ink}: read me
              </span>
            ))}
          </div>
        ))}
      </div>
    </Section>
  );
}

function inksOn(ground: string): string[] {
  return ground.endsWith("-soft") ? ["text", ground.replace("soft", "text")] : INKS;
}

function Choices() {
  const { theme, contrast, density } = useAppearance();
  const [accent, setAccent] = useState("");
  return (
    <Row>
      <Select
        label="Theme"
        value={theme}
        options={["system", "light", "dark"].map((value) => ({ value, label: value }))}
        onChange={({ target: { value } }) => {
          if (value === "system" || value === "light" || value === "dark")
            setAppearance({ theme: value });
        }}
      />
      <Select
        label="Contrast"
        value={contrast}
        options={["system", "more", "standard"].map((value) => ({ value, label: value }))}
        onChange={({ target: { value } }) => {
          if (value === "system" || value === "more" || value === "standard")
            setAppearance({ contrast: value });
        }}
      />
      <Select
        label="Density"
        value={density}
        options={["comfortable", "compact"].map((value) => ({ value, label: value }))}
        onChange={({ target: { value } }) => {
          if (value === "comfortable" || value === "compact") setAppearance({ density: value });
        }}
      />
      <Select
        label="Accent"
        value={accent}
        options={[
          { value: "", label: "Hallway" },
          ...ACCENT_CHOICES.map(({ name, value }) => ({ value, label: name })),
        ]}
        onChange={({ target: { value } }) => {
          setAccent(value);
          showAccent(value || null);
        }}
      />
    </Row>
  );
}
