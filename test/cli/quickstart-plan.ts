import { fileURLToPath } from "node:url";
import { createVocabulary } from "../../src/cli/vocabulary.js";
import type { Plan } from "../../src/model/plan.js";
import { readSuite } from "../../src/suite/read-suite.js";

export const QUICKSTART = fileURLToPath(new URL("../../benchmarks/suites/quickstart.yaml", import.meta.url));

export async function quickstartPlan(): Promise<Plan> {
  return (await readSuite(QUICKSTART, createVocabulary())).plan;
}
