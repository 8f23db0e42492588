import { defineConfig } from "vitest/config";
import { PlainReporter } from "./test/setup/plain-reporter.js";
import { RequireRealReporter } from "./test/setup/require-real-reporter.js";

const minuteMs = 60_000;

/** What these demand of a measurement holds with half a processor as well. */
const besideOthers = [
  "action",
  "adaptive",
  "calibrate",
  "ci-page",
  "command-line",
  "completion",
  "doctor",
  "gate",
  "history",
  "noise",
  "plugins",
  "slowed-endpoint",
  "training",
  "wrong-systems",
].map((name) => `test/e2e/${name}.test.ts`);

/** Each has a Slurm or an engine of its own, waits for it most of the time, and says nothing of how fast anything is. */
const realBesideOthers = [
  "test/real/slurm/**/*.test.ts",
  "test/real/training/slurm-training.test.ts",
  "test/real/vllm-restart.test.ts",
];

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
          // Loading the modules again for each of some hundred files takes longer than the tests, and half of those wait.
          isolate: false,
          maxWorkers: 3,
          testTimeout: 20_000,
          sequence: { groupOrder: 0 },
        },
      },
      {
        // The real command, where it matters what it does and not what it measures: beside one another.
        extends: true,
        test: {
          name: "e2e-beside",
          include: besideOthers,
          maxWorkers: 3,
          testTimeout: 3 * minuteMs,
          hookTimeout: 3 * minuteMs,
          sequence: { groupOrder: 1 },
        },
      },
      {
        // One file at a time: what they measure must not compete for the processor.
        extends: true,
        test: {
          name: "e2e",
          include: ["test/e2e/**/*.test.ts"],
          exclude: besideOthers,
          testTimeout: 3 * minuteMs,
          hookTimeout: 3 * minuteMs,
          fileParallelism: false,
          sequence: { groupOrder: 2 },
        },
      },
      {
        extends: true,
        test: {
          name: "real",
          include: ["test/real/**/*.test.ts"],
          exclude: realBesideOthers,
          testTimeout: 10 * minuteMs,
          hookTimeout: 15 * minuteMs,
          fileParallelism: false,
          sequence: { groupOrder: 3 },
        },
      },
      {
        extends: true,
        test: {
          name: "real-beside",
          include: realBesideOthers,
          testTimeout: 10 * minuteMs,
          hookTimeout: 15 * minuteMs,
          maxWorkers: 3,
          sequence: { groupOrder: 4 },
        },
      },
    ],
  },
});
