import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { defineConfig, loadEnv, type Plugin } from "vite";

const environment = loadEnv("", import.meta.dirname, "HALLWAY_");
const server = environment.HALLWAY_SERVER ?? "http://localhost:3000";

/** Libraries that change rarely travel in their own files, so an update of ours keeps them cached. */
const vendorChunks = [
  {
    name: "react",
    test: /node_modules\/(react|react-dom|scheduler|react-router|cookie|set-cookie-parser)\//,
  },
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
      output: { codeSplitting: { groups: vendorChunks } },
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
