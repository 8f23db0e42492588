import { warning } from "../../src/model/finding.js";
import type { Plan, Trial } from "../../src/model/plan.js";
import type { RunRecord } from "../../src/model/run-record.js";
import type { Scaling, TrainingWorkload } from "../../src/model/training-workload.js";
import { results, SPREAD } from "./results-fixtures.js";
import { makeSteps, makeTrainer, makeTraining, makeTrainingPlan, makeTrainingRecord } from "./training-fixtures.js";

function rung(nodes: number, scaling: Scaling): TrainingWorkload {
  const globalBatch = scaling === "weak" ? 10 * nodes : 10;
  return makeTraining({
    id: `pretrain@${nodes}`,
    globalBatch,
    rung: { ladder: "pretrain", of: "nodes", value: nodes, scaling },
  });
}

/** Results of a ladder of 1, 2 and 4 nodes: steps of `seconds` on so many nodes, with a little spread over the runs. */
export function ladder(
  scaling: Scaling,
  seconds: (nodes: number) => number,
  state: (nodes: number, repeat: number) => boolean = () => true,
) {
  const workloads = [4, 1, 2].map((nodes) => rung(nodes, scaling));
  const trials = [1, 2, 3, 4, 5].flatMap((repeat) =>
    workloads.map(({ id }, index): Trial => {
      const trialId = `a--${id}--${repeat}`;
      return { index: repeat * 3 + index, id: trialId, systemId: "a", workloadId: id, repeat, arrivalSeed: trialId };
    }),
  );
  const plan = makeTrainingPlan({ workloads, trials, comparisons: [], systems: [makeTrainer("a")] });
  const record = (trial: Trial, of: Plan): RunRecord => {
    const workload = workloads.find(({ id }) => id === trial.workloadId);
    const nodes = workload?.rung?.value ?? 0;
    const pace = seconds(nodes) * (SPREAD[(trial.repeat + nodes) % 5] ?? 1);
    const tokens = (workload?.globalBatch ?? 0) * 100;
    const made = makeSteps({ count: 22, seconds: () => pace, tokens });
    const complete = makeTrainingRecord({
      plan: of,
      trial,
      steps: made,
      facts: { nodeCount: nodes, units: 2 * nodes },
    });
    if (state(nodes, trial.repeat)) return complete;
    const failed = { state: "failed", failure: warning("job-failed", { detail: "exit 1" }) } as const;
    return { ...complete, manifest: { ...complete.manifest, ...failed } };
  };
  return results({ plan, record });
}
