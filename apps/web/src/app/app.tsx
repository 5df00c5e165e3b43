import { createBrowserRouter } from "react-router";
import { RouterProvider } from "react-router/dom";
import { ToastRegion } from "../ui/toast-region.tsx";
import { TooltipArea } from "../ui/tooltip.tsx";
import { routes } from "./routes.tsx";

const router = createBrowserRouter(routes);

/** The whole client: the page of the address, and what stands over every page. */
export function App() {
  return (
    <TooltipArea>
      <RouterProvider router={router} />
      <ToastRegion />
    </TooltipArea>
  );
}
