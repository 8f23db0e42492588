import { type Finding, note, warning } from "../model/finding.js";
import type { LossComparison } from "../model/loss-comparison.js";
import type { TrainingFacts } from "../model/training-facts.js";
import { parallelismText } from "../model/training-parallelism.js";
import { unitDifferences } from "./differences.js";
import { lossDifferences } from "./loss-check.js";
import { factsOf, trainingViews } from "./trained-runs.js";
import type { Side, ViewedSide } from "./viewed-side.js";

/** One of two systems that trained the same workload. */
export interface TrainedSide {
  readonly side: Side;
  readonly viewed: ViewedSide;
}

/**
 * What differs between two trainings of one workload besides the systems themselves. The model is the workload's, and so is
 * nothing that could differ; how it was spread and by which framework is each system's own way, which a reader must know.
 */
export function trainingDifferences(
  candidate: TrainedSide,
  baseline: TrainedSide,
  losses: LossComparison | undefined,
): readonly Finding[] {
  const [ours, theirs] = [candidate, baseline].map(({ side }) => factsOf(side)[0]);
  return [
    ...lossDifferences(losses),
    ...unitDifferences(candidate.side, baseline.side),
    ...(ours === undefined || theirs === undefined ? [] : factDifferences(ours, theirs)),
    ...tokenDifferences(candidate.viewed, baseline.viewed),
  ];
}

function factDifferences(ours: TrainingFacts, theirs: TrainingFacts): readonly Finding[] {
  const pair = (of: (facts: TrainingFacts) => string | number) => ({ candidate: of(ours), baseline: of(theirs) });
  const differs = (of: (facts: TrainingFacts) => string | number) => of(ours) !== of(theirs);
  const parallelism = ({ parallelism: ranks }: TrainingFacts) => parallelismText(ranks);
  const framework = (facts: TrainingFacts) => facts.framework ?? facts.logs;
  return [
    ...(differs(({ precision }) => precision)
      ? [
          warning(
            "precision-differs",
            pair(({ precision }) => precision),
          ),
        ]
      : []),
    ...(differs(({ stamps }) => stamps)
      ? [
          warning(
            "step-stamps-differ",
            pair(({ stamps }) => `stamps-${stamps}`),
          ),
        ]
      : []),
    ...(differs(parallelism) ? [note("parallelism-differs", pair(parallelism))] : []),
    ...(differs(framework) ? [note("framework-differs", pair(framework))] : []),
    ...(differs(({ nodeCount }) => nodeCount)
      ? [
          note(
            "nodes-differ",
            pair(({ nodeCount }) => nodeCount),
          ),
        ]
      : []),
    ...(differs(({ units }) => units)
      ? [
          note(
            "units-used-differ",
            pair(({ units }) => units),
          ),
        ]
      : []),
  ];
}

/** A framework's count leaves padding out, the workload's does not: the same tokens/s are not the same work. */
function tokenDifferences(candidate: ViewedSide, baseline: ViewedSide): readonly Finding[] {
  const sourcesOf = (viewed: ViewedSide): string => {
    const sources = new Set(
      trainingViews(viewed).flatMap(({ measured }) => measured.map(({ tokensFrom }) => tokensFrom)),
    );
    return [...sources].sort().join("-and-");
  };
  const [ours, theirs] = [sourcesOf(candidate), sourcesOf(baseline)];
  if (ours === "" || theirs === "" || ours === theirs) return [];
  return [warning("token-counts-differ", { candidate: `tokens-from-${ours}`, baseline: `tokens-from-${theirs}` })];
}
