import { BrowserRouter, useLocation } from "react-router";
import { ToastRegion } from "../ui/toast-region.tsx";
import { TooltipArea } from "../ui/tooltip.tsx";
import { Pages } from "./pages.tsx";
import { ProblemBoundary } from "./problem-page.tsx";

/** The whole client: the page of the address, and what stands over every page. */
export function App() {
  return (
    <TooltipArea>
      <BrowserRouter>
        <Place />
      </BrowserRouter>
      <ToastRegion />
    </TooltipArea>
  );
}

function Place() {
  return (
    <ProblemBoundary place={useLocation().pathname}>
      <Pages />
    </ProblemBoundary>
  );
}
