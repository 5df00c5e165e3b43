import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./app/app.tsx";
import { followAppearance } from "./ui/appearance.ts";
import "./ui/style.css";

const root = document.getElementById("root");
if (!root) throw new Error("The page has no root element.");

followAppearance();
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
