// Runs before the first paint so that a chosen theme never flashes.
// Keep in step with src/ui/appearance.ts: its test runs both on every combination.
(() => {
  const root = document.documentElement;
  let chosen = {};
  try {
    chosen = JSON.parse(localStorage.getItem("hallway.appearance") ?? "{}") ?? {};
  } catch {
    // Unreadable or forbidden storage: the system's preference stands.
  }
  if (chosen.theme === "light" || chosen.theme === "dark") root.dataset.theme = chosen.theme;
  const systemWantsMore = matchMedia("(prefers-contrast: more)").matches;
  if (chosen.contrast === "more" || (chosen.contrast !== "standard" && systemWantsMore)) root.dataset.contrast = "more";
  if (chosen.density === "compact") root.dataset.density = "compact";
})();
