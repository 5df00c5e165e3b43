import { defineConfig } from "vitest/config";

const sources = ["apps/*/src", "packages/*/src", "bench/src", "faults/src", "prisma", "scripts"];

/** `unit` needs nothing but Node; `integration` runs against one real PostgreSQL started for the run. */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: "unit",
          setupFiles: ["vitest.properties.ts"],
          include: sources.map((folder) => `${folder}/**/*.test.{ts,tsx}`),
          exclude: ["**/*.integration.test.ts", "**/node_modules/**"],
          environment: "node",
        },
      },
      {
        test: {
          name: "integration",
          setupFiles: ["vitest.properties.ts"],
          include: sources.map((folder) => `${folder}/**/*.integration.test.ts`),
          exclude: ["**/node_modules/**"],
          environment: "node",
          globalSetup: ["apps/server/src/testing/database.global.ts"],
          testTimeout: 20_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
