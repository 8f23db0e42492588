import type { Clock } from "../../contract/clock.js";
import type { StreamClient, StreamOutcome } from "../../load/stream-client.js";
import type { InferenceWorkload } from "../../model/workload.js";
import { countPromptTokens } from "../../simulation/prompt-tokens.js";
import type { ServiceModel } from "../../simulation/service-model.js";

export interface VirtualClientOptions {
  readonly service: ServiceModel;
  readonly workload: Pick<InferenceWorkload, "outputPolicy">;
  /** Whether every event says how many tokens it holds, as an endpoint with continuous usage does. */
  readonly usage: "final" | "continuous";
  readonly clock: Clock;
}

/** A client that hands requests to a service model without any bytes between them: the load, in virtual time. */
export function createVirtualClient(options: VirtualClientOptions): StreamClient {
  const { service, workload, usage, clock } = options;
  return {
    transport: "virtual",
    send: (request, observer, signal) =>
      new Promise((resolve) => {
        const promptTokens = countPromptTokens(request.messages.map(({ content }) => content).join("\n"));
        let outputTokens = 0;
        const end = (outcome: Pick<StreamOutcome, "promptTokens" | "outputTokens" | "finishReason">): void => {
          signal.removeEventListener("abort", abort);
          resolve({ endNs: clock.nowNs(), ...outcome });
        };
        const abort = (): void => {
          cancel();
          const isCounted = usage === "continuous";
          end({
            promptTokens: { count: isCounted ? promptTokens : 0, from: isCounted ? "usage" : "none" },
            outputTokens: { count: isCounted ? outputTokens : 0, from: isCounted ? "events" : "none" },
          });
        };
        observer.sent(clock.nowNs());
        observer.firstByte(clock.nowNs());
        const generation = {
          promptTokens,
          maximumOutputTokens: request.outputTokens,
          minimumOutputTokens: 0,
          ignoreEndOfSequence: workload.outputPolicy === "exact",
        };
        const cancel = service.submit(generation, {
          chunk: (tokens) => {
            outputTokens += tokens;
            observer.event(clock.nowNs(), 0, usage === "continuous" ? tokens : 0);
          },
          finished: (finishReason) =>
            end({
              promptTokens: { count: promptTokens, from: "usage" },
              outputTokens: { count: outputTokens, from: "usage" },
              finishReason,
            }),
        });
        if (signal.aborted) abort();
        else signal.addEventListener("abort", abort, { once: true });
      }),
    close: async () => {},
  };
}
