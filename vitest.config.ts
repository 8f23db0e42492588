import { defineConfig } from "vitest/config";
import { PlainReporter } from "./test/setup/plain-reporter.js";
import { RequireRealReporter } from "./test/setup/require-real-reporter.js";

const minuteMs = 60_000;

export default defineConfig({
  test: {
    reporters: ["default", new RequireRealReporter(), new PlainReporter()],
    coverage: { include: ["src/**/*.ts"] },
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          include: ["test/**/*.test.ts"],
          exclude: ["test/{e2e,real,plugin}/**"],
          testTimeout: 20_000,
          sequence: { groupOrder: 0 },
        },
      },
      {
        // After the unit tests and one file at a time: what they measure must not compete for the processor.
        extends: true,
        test: {
          name: "e2e",
          include: ["test/e2e/**/*.test.ts"],
          testTimeout: 3 * minuteMs,
          hookTimeout: 3 * minuteMs,
          fileParallelism: false,
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        test: {
          name: "real",
          include: ["test/real/**/*.test.ts"],
          testTimeout: 10 * minuteMs,
          hookTimeout: 15 * minuteMs,
          fileParallelism: false,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
