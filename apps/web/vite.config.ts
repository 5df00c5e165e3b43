import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { defineConfig, loadEnv, type Plugin } from "vite";

const environment = loadEnv("", import.meta.dirname, "HALLWAY_");
const server = environment.HALLWAY_SERVER ?? "http://localhost:3000";

/** Drawn or asked on the first screen and on other pages too: by itself each would be a file of a few hundred bytes. */
const firstPieces = [
  "src/ui/(?:accent|avatar|badge|button-style|button|classes|colour|dropdown-menu|empty-state|error-state|icon-button)",
  "src/ui/(?:initials|letter-tile|media-query|presence-badge|skeleton|spinner|time|time-label|toasts|tooltip)",
  "src/realtime/(?:answer|server-command)",
  "src/state/(?:shown-timeline|timeline|use-workspace)",
  "packages/protocol/src/(?:limits|permissions)",
  "lucide-react/dist/esm/icons/(?:archive|arrow-(?:left|right|up)|check|chevron-down|copy|ellipsis|hash|info)",
  "lucide-react/dist/esm/icons/(?:keyboard|log-out|pencil|plus|search|users)",
];

/** Libraries that change rarely travel in their own files, so an update of ours keeps them cached. */
const chunks = [
  {
    name: "react",
    test: /node_modules\/(react|react-dom|scheduler|react-router|cookie|set-cookie-parser)\//,
  },
  { name: "pieces", test: new RegExp(`/(?:${firstPieces.join("|")})\\.m?[jt]sx?$`) },
];

/** Named entities (`&auml;`) are not read in messages, so their table of 30 kB stays at home. */
const withoutEntities = { entities: new URL("src/without-entities.ts", import.meta.url).pathname };

export default defineConfig({
  resolve: { alias: withoutEntities },
  plugins: [react(), tailwindcss(), preloadTextFont()],
  server: {
    proxy: {
      "/api": server,
      "/files": server,
      "/socket.io": { target: server, ws: true },
    },
  },
  build: {
    target: "baseline-widely-available",
    manifest: true,
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 400,
    rolldownOptions: {
      output: { codeSplitting: { groups: chunks } },
    },
  },
});

/** Text appears in its own letterforms at once: the Latin font starts with the page, not after the style sheet. */
function preloadTextFont(): Plugin {
  return {
    name: "preload-text-font",
    apply: "build",
    transformIndexHtml: {
      order: "post",
      handler: (_html, { bundle }) =>
        Object.keys(bundle ?? {})
          .filter((file) => /inter-latin-wght-normal.*\.woff2$/.test(file))
          .map((file) => ({
            tag: "link",
            attrs: {
              rel: "preload",
              as: "font",
              type: "font/woff2",
              crossorigin: "",
              href: `/${file}`,
            },
            injectTo: "head-prepend" as const,
          })),
    },
  };
}
