import { defineConfig } from "vitest/config";

const folder = "apps/server/src/testing";

/** The long runs of `npm run fuzz`: the gate's own tests, as far as EXTENT says (scripts/fuzz.mjs). */
export default defineConfig({
  test: {
    include: [`${folder}/{fuzz,model}/*.integration.test.ts`, "apps/web/src/**/*.property.test.ts"],
    setupFiles: ["vitest.properties.ts"],
    environment: "node",
    globalSetup: [`${folder}/database.global.ts`],
    hookTimeout: 60_000,
    provide: { extent: JSON.parse(process.env.EXTENT ?? "{}") },
  },
});
