import { welchLogRatio } from "../../src/statistics/welch-log-ratio.js";
import type { HarnessBenchmark } from "./harness-benchmark.js";

const CANDIDATE = [1043.1, 1046.8, 1041.2, 1049.5, 1044.4];
const BASELINE = [1001.3, 998.7, 1004.9, 1000.2, 997.1];

export const benchmark: HarnessBenchmark = {
  name: "statistics: Welch ratio of 5 and 5 runs",
  items: 1,
  itemName: "comparison",
  subject: { name: "welchLogRatio", run: () => welchLogRatio(CANDIDATE, BASELINE, 0.95), async: false },
  reference: {
    name: "sorting the ten values",
    run: () => [...CANDIDATE, ...BASELINE].sort((a, b) => a - b),
    async: false,
  },
};
