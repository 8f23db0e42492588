import type { Finding } from "../model/finding.js";
import { createConversationRequests } from "./requests/conversation-requests.js";
import { createDatasetRequests } from "./requests/dataset-requests.js";
import { createDrawnRequests } from "./requests/drawn-requests.js";
import { type Drawing, drawAtOnce, type RequestFields, type RequestSource } from "./requests/request-source.js";
import { createTraceRequests } from "./requests/trace-requests.js";
import type { StreamRequest } from "./stream-client.js";
import type { WorkloadInputs } from "./workload-inputs.js";

/** Requests by index: request i of a seed is the same on every system, in whatever order requests are asked for. */
export interface RequestList {
  at(index: number): StreamRequest;
  /** Draws a request before it is due, so that the drawing does not make it late. */
  prepare(index: number): void;
  /** The same a slice at a time between other work, so that a long prompt does not make anything else late. */
  prepareMeanwhile(index: number): void;
  /** What is to be known of the requests that were drawn, once the load has ended. The same on every worker. */
  findings(): readonly Finding[];
}

/**
 * @param seed the trial's `arrivalSeed`
 * @param inputs nothing but the words of the texts depends on `salt` and `vocabulary`
 */
export function createRequestList(workload: RequestFields, seed: string, inputs: WorkloadInputs): RequestList {
  const source = createSource(workload, seed, inputs);
  const prepared = new Map<number, StreamRequest | Drawing<StreamRequest>>();
  const finish = (index: number): StreamRequest => {
    const known = prepared.get(index) ?? source.draw(index);
    return "next" in known ? drawAtOnce(known) : known;
  };
  const advance = (index: number, drawing: Drawing<StreamRequest>): void => {
    if (prepared.get(index) !== drawing) return;
    const step = drawing.next();
    if (step.done === true) prepared.set(index, step.value);
    else setImmediate(advance, index, drawing);
  };
  return {
    at: (index) => {
      const request = finish(index);
      prepared.delete(index);
      return request;
    },
    prepare: (index) => {
      prepared.set(index, finish(index));
    },
    prepareMeanwhile: (index) => {
      if (prepared.has(index)) return;
      const drawing = source.draw(index);
      prepared.set(index, drawing);
      advance(index, drawing);
    },
    findings: source.findings,
  };
}

function createSource(workload: RequestFields, seed: string, inputs: WorkloadInputs): RequestSource {
  const { arrival, dataset } = workload;
  if (arrival.kind === "conversations") return createConversationRequests(workload, arrival, seed, inputs);
  if (arrival.kind === "trace") return createTraceRequests(workload, arrival, seed, inputs);
  if (dataset !== undefined) return createDatasetRequests(workload, dataset, seed, inputs);
  return createDrawnRequests(workload, seed, inputs);
}
