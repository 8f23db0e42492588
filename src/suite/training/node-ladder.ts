import type { LocalizedText } from "../../model/localized-text.js";
import type { NodeRung, Scaling, TrainingWorkload } from "../../model/training-workload.js";
import { hashOf } from "../../records/hash.js";

/** Rungs of a ladder of node counts. */
export interface NodeLadder {
  readonly nodes: readonly number[];
  readonly scaling: Scaling;
}

/**
 * One workload for each number of nodes, with an id, title and hash of its own: `tiny-gpt--n2`. The global batch of the file is
 * that of the first rung; with weak scaling the others have as many times more as they have nodes.
 */
export function nodeRungs(workload: TrainingWorkload, { nodes, scaling }: NodeLadder): readonly TrainingWorkload[] {
  const first = nodes[0] ?? 1;
  return nodes.map((value) => nodeRungOf(workload, { ladder: workload.id, of: "nodes", value, scaling }, first));
}

/** Sequences of one step on a rung: no whole number where the batch does not divide so. */
export function rungBatch(globalBatch: number, scaling: Scaling, value: number, first: number): number {
  return scaling === "weak" ? (globalBatch * value) / first : globalBatch;
}

function nodeRungOf(workload: TrainingWorkload, rung: NodeRung, first: number): TrainingWorkload {
  const { hash: _, ...content } = workload;
  const { value, scaling } = rung;
  const changed: Omit<TrainingWorkload, "hash"> = {
    ...content,
    id: `${workload.id}--n${value}`,
    title: rungTitle(workload.title, rung),
    globalBatch: rungBatch(workload.globalBatch, scaling, value, first),
    rung,
  };
  return { ...changed, hash: hashOf(changed) };
}

function rungTitle({ en, zh }: LocalizedText, { value, scaling }: NodeRung): LocalizedText {
  const isWeak = scaling === "weak";
  return {
    en: `${en}, ${value} ${value === 1 ? "node" : "nodes"} (${isWeak ? "weak" : "strong"} scaling)`,
    zh: `${zh}，${value} 个节点（${isWeak ? "弱扩展" : "强扩展"}）`,
  };
}
