import type { AnswerTimes } from "./answer-times.js";
import type { DelayingProxyOptions } from "./delaying-proxy.js";

/** What a proxy's process is told: by message and not by its arguments, which everybody on the machine may read. */
export type ToDelay =
  | { readonly kind: "begin"; readonly options: Omit<DelayingProxyOptions, "clock"> }
  | { readonly kind: "end" };

/** What it says. */
export type FromDelay =
  | { readonly kind: "ready"; readonly baseUrl: string }
  | { readonly kind: "ended"; readonly times: AnswerTimes };
