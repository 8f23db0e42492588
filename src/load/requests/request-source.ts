import type { Finding } from "../../model/finding.js";
import type { InferenceWorkload } from "../../model/workload.js";
import type { StreamRequest } from "../stream-client.js";

/** What of a workload decides over its requests. */
export type RequestFields = Pick<
  InferenceWorkload,
  | "arrival"
  | "phases"
  | "promptWords"
  | "promptTokens"
  | "dataset"
  | "promptPrefix"
  | "outputTokens"
  | "lengthCorrelation"
>;

/**
 * A drawing under way. It yields after each slice of about a millisecond's work at most, so that a long prompt can be drawn
 * between other things.
 */
export type Drawing<Drawn> = Generator<void, Drawn, void>;

/** Where the requests of a workload come from. The same index gives the same request, whatever was asked for before. */
export interface RequestSource {
  draw(index: number): Drawing<StreamRequest>;
  /** What is to be known of the requests that were drawn; the same findings on every worker that met them. */
  findings(): readonly Finding[];
}

/** Draws to the end at once. */
export function drawAtOnce<Drawn>(drawing: Drawing<Drawn>): Drawn {
  for (;;) {
    const step = drawing.next();
    if (step.done === true) return step.value;
  }
}

/** A request of one message. */
export function singleMessage(index: number, content: string, outputTokens: number): StreamRequest {
  return { index, messages: [{ role: "user", content }], outputTokens };
}
