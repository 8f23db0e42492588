import type { Finding } from "../../model/finding.js";
import type { AnswerTimes } from "./answer-times.js";
import { createDelayingProxy, type DelayingProxyOptions } from "./delaying-proxy.js";

/** A delaying proxy that runs, wherever it does. */
export interface RunningDelay {
  /** Where it stands in for the server. */
  readonly baseUrl: string;
  /** Resolves where it ends without being asked; stays pending else. */
  readonly died: Promise<Finding>;
  /** Ends it. @returns what became of the answers; undefined where nobody can say */
  stop(): Promise<AnswerTimes | undefined>;
}

/** Starts a delaying proxy. Rejects with `MeasurementError` where it cannot be started. */
export type DelayStarter = (options: DelayingProxyOptions) => Promise<RunningDelay>;

/** For tests, as `runInProcess` is: whoever else works in this process makes the proxy late. */
export const delayInProcess: DelayStarter = async (options) => {
  const proxy = await createDelayingProxy(options);
  return {
    baseUrl: proxy.baseUrl,
    died: new Promise(() => undefined),
    stop: async () => {
      await proxy.close();
      return proxy.times();
    },
  };
};
