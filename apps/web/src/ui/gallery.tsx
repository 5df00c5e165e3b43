import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { followAppearance } from "./appearance.ts";
import { AppearanceSection } from "./gallery/appearance-section.tsx";
import { ControlsSection } from "./gallery/controls-section.tsx";
import { FeedbackSection } from "./gallery/feedback-section.tsx";
import { FieldsSection } from "./gallery/fields-section.tsx";
import { FiguresSection } from "./gallery/figures-section.tsx";
import { OverlaysSection } from "./gallery/overlays-section.tsx";
import { PeopleSection } from "./gallery/people-section.tsx";
import { Logo } from "./logo.tsx";
import "./style.css";
import { ToastRegion } from "./toast-region.tsx";
import { TooltipArea } from "./tooltip.tsx";

function Gallery() {
  return (
    <TooltipArea>
      <main className="mx-auto flex max-w-6xl flex-col gap-12 px-8 py-10 phone:px-4">
        <header className="flex items-center gap-3">
          <Logo size={36} />
          <h1 className="text-title font-semibold tracking-tight">Interface pieces</h1>
        </header>
        <AppearanceSection />
        <ControlsSection />
        <FieldsSection />
        <PeopleSection />
        <OverlaysSection />
        <FeedbackSection />
        <FiguresSection />
      </main>
      <ToastRegion />
    </TooltipArea>
  );
}

const root = document.getElementById("root");
if (!root) throw new Error("The page has no root element.");
followAppearance();
createRoot(root).render(
  <StrictMode>
    <Gallery />
  </StrictMode>,
);
