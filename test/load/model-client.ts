import type { Clock } from "../../src/contract/clock.js";
import type {
  StopSignal,
  StreamClient,
  StreamObserver,
  StreamOutcome,
  StreamRequest,
} from "../../src/load/stream-client.js";
import { NS_PER_MILLISECOND } from "../../src/model/time.js";

/** A server of which everything is known: a fixed time to the first token and fixed gaps, however many requests. */
export interface ServerModel {
  readonly clock: Clock;
  readonly ttftMs: number;
  readonly gapMs: number;
  /** What happens to a request instead of an answer. */
  readonly fate?: (request: StreamRequest) => "answer" | "fail" | "hang" | "throw";
  /** What the server claims to have produced; the truth when absent. */
  readonly claimedTokens?: (request: StreamRequest) => number;
  /** Tokens that it states for each event; 0, "not said", when absent. */
  readonly tokensPerEvent?: number;
}

export interface ModelClient extends StreamClient {
  readonly requests: readonly StreamRequest[];
  /** Requests under way. */
  underWay(): number;
  mostUnderWay(): number;
}

/** Answers in the model's time, one token an event; a failed request ends after the time to the first token. */
export function createModelClient(model: ServerModel): ModelClient {
  const requests: StreamRequest[] = [];
  let underWay = 0;
  let mostUnderWay = 0;
  return {
    transport: "model",
    requests,
    underWay: () => underWay,
    mostUnderWay: () => mostUnderWay,
    send: async (request, observer, signal) => {
      requests.push(request);
      underWay += 1;
      mostUnderWay = Math.max(mostUnderWay, underWay);
      try {
        return await answer(model, request, observer, signal);
      } finally {
        underWay -= 1;
      }
    },
    close: async () => undefined,
  };
}

function answer(
  model: ServerModel,
  request: StreamRequest,
  observer: StreamObserver,
  signal: StopSignal,
): Promise<StreamOutcome> {
  const { clock } = model;
  const fate = model.fate?.(request) ?? "answer";
  if (fate === "throw") return Promise.reject(new Error("the client is broken"));
  return new Promise((resolve) => {
    const startNs = clock.nowNs();
    let cancel = (): void => undefined;
    let sentTokens = 0;
    const end = (outcome: Partial<StreamOutcome>): void => {
      cancel();
      signal.removeEventListener("abort", cut);
      const outputTokens = { count: model.claimedTokens?.(request) ?? sentTokens, from: "usage" } as const;
      resolve({
        endNs: clock.nowNs(),
        promptTokens: { count: 10, from: "usage" },
        outputTokens,
        ...outcome,
      });
    };
    const cut = (): void => end({ outputTokens: { count: 0, from: "none" } });
    const scheduleToken = (): void => {
      const atNs = startNs + (model.ttftMs + sentTokens * model.gapMs) * NS_PER_MILLISECOND;
      cancel = clock.schedule(atNs, () => {
        if (fate === "fail") return end({ failure: { kind: "server-error", detail: "as the model wants it" } });
        if (sentTokens === 0) observer.firstByte(clock.nowNs());
        observer.event(clock.nowNs(), 0, model.tokensPerEvent ?? 0);
        sentTokens += 1;
        if (sentTokens < request.outputTokens) scheduleToken();
        else end({ finishReason: "length" });
      });
    };
    observer.sent(startNs);
    if (signal.aborted) return cut();
    signal.addEventListener("abort", cut);
    if (fate !== "hang") scheduleToken();
  });
}
