import { useWorkspaceView } from "../../state/use-workspace.ts";
import { setAppearance, useAppearance } from "../../ui/appearance.ts";
import { useDocumentTitle } from "../../ui/document-title.ts";
import { PanelHeader, PanelSection } from "../../ui/panel-layout.tsx";
import { DensityPicture, ThemePicture } from "./appearance-pictures.tsx";
import { ChoiceCards } from "./choice-cards.tsx";

/** Light or dark, contrast and density, for this browser. */
export function AppearancePage() {
  const workspace = useWorkspaceView();
  useDocumentTitle("Appearance", workspace?.name);
  const { theme, contrast, density } = useAppearance();
  return (
    <>
      <PanelHeader title="Appearance" intro="For this browser, in every workspace" />
      <div className="max-w-[720px]">
        <PanelSection title="Colours and space">
          <ChoiceCards
            legend="Theme"
            value={theme}
            onChange={(value) => setAppearance({ theme: value })}
            choices={[
              { value: "system", label: "As the system", picture: <ThemePicture theme="system" /> },
              { value: "light", label: "Light", picture: <ThemePicture theme="light" /> },
              { value: "dark", label: "Dark", picture: <ThemePicture theme="dark" /> },
            ]}
          />
          <ChoiceCards
            legend="Contrast"
            hint="High contrast draws stronger lines and darker text."
            value={contrast}
            onChange={(value) => setAppearance({ contrast: value })}
            choices={[
              { value: "system", label: "As the system" },
              { value: "standard", label: "Standard" },
              { value: "more", label: "High contrast" },
            ]}
          />
          <ChoiceCards
            legend="Density"
            value={density}
            onChange={(value) => setAppearance({ density: value })}
            choices={[
              {
                value: "comfortable",
                label: "Comfortable",
                picture: <DensityPicture lines={3} />,
              },
              { value: "compact", label: "Compact", picture: <DensityPicture lines={5} /> },
            ]}
          />
        </PanelSection>
      </div>
    </>
  );
}
