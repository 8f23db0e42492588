import type { RunView } from "../../../src/contract/metric.js";
import { computeMetric } from "../../../src/metrics/compute-metric.js";
import { DEFINITION_SETS } from "../../../src/metrics/definitions/all.js";
import { buildRunView } from "../../../src/metrics/run-view.js";
import type { DefinitionName } from "../../../src/model/definition-stamp.js";
import type { RequestSample } from "../../../src/model/request-sample.js";
import type { RunRecord } from "../../../src/model/run-record.js";
import { EMPTY_EVENT } from "../../../src/model/token-events.js";
import type { InferenceWorkload } from "../../../src/model/workload.js";
import { makePlan, makeRecord, makeRequest, makeWorkload, type RecordShape, s } from "../../fixtures/records.js";

/** One answer: when it was due, sent and over, and each of its chunks; `empty` ones carry no text. In seconds. */
export interface Answer {
  readonly scheduled?: number;
  readonly sent: number;
  readonly chunks: readonly (number | { readonly empty: number })[];
  readonly end?: number;
  readonly tokens: number;
  readonly changes?: Partial<RequestSample>;
}

/** A run of these answers, in a window from 0 s to 10 s. */
export function recordOf(
  answers: readonly Answer[],
  { workload, ...changes }: Partial<RecordShape> & { readonly workload?: Partial<InferenceWorkload> } = {},
): RunRecord {
  const plan = makePlan({ workloads: [makeWorkload(workload)] });
  const [trial] = plan.trials;
  if (trial === undefined) throw new Error("the plan has trials");
  const requests = answers.map(({ scheduled, sent, chunks, end, tokens, changes }, index) => {
    const times = chunks.map((chunk) => (typeof chunk === "number" ? chunk : chunk.empty));
    const content = chunks.filter((chunk) => typeof chunk === "number");
    const [first = sent, last = sent] = [content[0], content.at(-1)];
    const sample = makeRequest({
      index,
      scheduled: scheduled ?? sent,
      firstToken: first,
      lastToken: last,
      events: content.length,
      tokens,
      changes: { sentNs: s(sent), endNs: s(end ?? times.at(-1) ?? sent), ...changes },
    }).sample;
    const events = {
      request: index,
      timesNs: Float64Array.from(times, s),
      tokens: new Uint16Array(times.length),
      kinds: Uint8Array.from(chunks, (chunk) => (typeof chunk === "number" ? 0 : EMPTY_EVENT)),
    };
    return { sample, events };
  });
  return makeRecord({ plan, trial, requests, ...changes });
}

/** The same as metrics see it. */
export function viewOf(answers: readonly Answer[]): RunView {
  const view = buildRunView(recordOf(answers), undefined);
  if (view.kind === "absent") throw new Error("no view");
  return view;
}

/** A metric of a tool in milliseconds (or per second), rounded to nanoseconds; undefined where it is absent. */
export function read(tool: DefinitionName, id: string, view: RunView): number | undefined {
  const metric = DEFINITION_SETS[tool].metrics.find((candidate) => candidate.id === `${tool}.${id}`);
  if (metric === undefined) throw new Error(`no metric ${tool}.${id}`);
  const value = computeMetric(metric, view);
  return value.kind === "absent" ? undefined : Number((value.value * metric.unit.displayScale).toFixed(6));
}

/** `count` instants from `first` on, `gap` seconds apart. */
export function every(first: number, gap: number, count: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => first + index * gap);
}
