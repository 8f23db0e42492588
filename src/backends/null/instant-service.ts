import type { ServiceLoad, ServiceModel } from "../../simulation/service-model.js";

/** A service that has every answer at once, in chunks of `tokensPerChunk` tokens. */
export function createInstantService(tokensPerChunk: number): ServiceModel {
  const load = { runningRequests: 0, waitingRequests: 0, finishedRequests: 0, promptTokens: 0, outputTokens: 0 };
  return {
    submit: (request, observer) => {
      let isCancelled = false;
      // Not before `submit` has returned: the contract of a service model.
      queueMicrotask(() => {
        const { maximumOutputTokens, promptTokens } = request;
        load.promptTokens += promptTokens;
        for (let left = maximumOutputTokens; left > 0 && !isCancelled; left -= tokensPerChunk) {
          const tokens = Math.min(tokensPerChunk, left);
          load.outputTokens += tokens;
          observer.chunk(tokens);
        }
        if (isCancelled) return;
        load.finishedRequests += 1;
        observer.finished("length");
      });
      return () => {
        isCancelled = true;
      };
    },
    load: (): ServiceLoad => ({ ...load }),
  };
}
