import { namedRandom } from "../../contract/random.js";
import { warning } from "../../model/finding.js";
import { NS_PER_SECOND } from "../../model/time.js";
import type { Arrival } from "../../model/workload.js";
import type { TraceRow } from "../arrivals/traces/trace-row.js";
import { commonText } from "../prompts/prompt-text.js";
import type { WorkloadInputs } from "../workload-inputs.js";
import { drawUniqueText, SLICE_WORDS } from "./long-text.js";
import { type Drawing, type RequestFields, type RequestSource, singleMessage } from "./request-source.js";

/**
 * Requests of a trace: request i has the lengths of row i. Where rows name the blocks of their prompts, equal names become
 * equal text and the rest is unlike any other; without names the whole prompt is.
 *
 * The text of a block depends on the salt too: a server that has replayed the trace before would find all of it in its
 * cache, which the trace does not say.
 */
export function createTraceRequests(
  workload: RequestFields,
  arrival: Extract<Arrival, { kind: "trace" }>,
  seed: string,
  inputs: WorkloadInputs,
): RequestSource {
  const { trace, vocabulary, salt } = inputs;
  if (trace === undefined) throw new Error(`The trace ${arrival.file.name} was not read.`);
  const drawPrompt = function* (row: TraceRow, index: number): Drawing<string> {
    const { promptTokens, blocks = [], blockTokens = promptTokens } = row;
    const parts: string[] = [];
    let left = promptTokens;
    let unyielded = 0;
    for (const block of blocks) {
      const length = Math.min(blockTokens, left);
      if (length > 0) parts.push(commonText(length, `${seed}:${salt}:block:${block}`, vocabulary));
      left -= length;
      unyielded += length;
      if (unyielded < SLICE_WORDS) continue;
      unyielded = 0;
      yield;
    }
    const random = namedRandom(seed, `request:${index}`);
    if (left > 0) parts.push(yield* drawUniqueText(left, index, random, inputs));
    return parts.join(" ");
  };
  return {
    draw: function* (index) {
      const row = trace[index];
      if (row === undefined) throw new RangeError(`The trace ${arrival.file.name} has no row ${index}.`);
      return singleMessage(index, yield* drawPrompt(row, index), row.outputTokens);
    },
    findings: () => {
      const { warmUpSeconds, measureSeconds, coolDownSeconds } = workload.phases;
      const loadSeconds = warmUpSeconds + measureSeconds + coolDownSeconds;
      const traceSeconds = (trace.at(-1)?.atNs ?? 0) / NS_PER_SECOND / arrival.speed;
      if (traceSeconds >= loadSeconds) return [];
      return [warning("trace-ended-early", { trace: arrival.file.name, traceSeconds, loadSeconds })];
    },
  };
}
