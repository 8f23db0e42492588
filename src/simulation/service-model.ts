export type FinishReason = "stop" | "length";

/** What a server is asked to generate, after the prompt's tokens were counted. */
export interface GenerationRequest {
  readonly promptTokens: number;
  readonly maximumOutputTokens: number;
  readonly minimumOutputTokens: number;
  /** True where the output must have `maximumOutputTokens`, as `ignore_eos` asks. */
  readonly ignoreEndOfSequence: boolean;
}

/** Told what a service model generates. Never called before `submit` has returned, nor after a cancellation. */
export interface GenerationObserver {
  /** The next `tokens` tokens exist. */
  chunk(tokens: number): void;
  /** The last chunk was the end. */
  finished(reason: FinishReason): void;
}

/** What a server tells of itself: gauges, and counters that only grow. */
export interface ServiceLoad {
  readonly runningRequests: number;
  readonly waitingRequests: number;
  readonly finishedRequests: number;
  /** Prompt tokens whose prefill has ended, and tokens generated, those of cancelled requests included. */
  readonly promptTokens: number;
  readonly outputTokens: number;
}

/** How an engine behaves over time, without any transport: what an HTTP server or a client in virtual time drives. */
export interface ServiceModel {
  /** Accepts a request; the result cancels it, and does nothing once it has finished. */
  submit(request: GenerationRequest, observer: GenerationObserver): () => void;
  load(): ServiceLoad;
}
