import type { Clock } from "../../contract/clock.js";
import type { Endpoint } from "../../contract/endpoint.js";
import { createOpenAiClient } from "../../load/openai-client.js";
import type { StreamOutcome } from "../../load/stream-client.js";
import { type Nanoseconds, NS_PER_SECOND } from "../../model/time.js";
import { EMPTY_EVENT } from "../../model/token-events.js";
import type { InferenceWorkload } from "../../model/workload.js";

const PROMPT = "Write one sentence about the sea.";

/** A server that compiles its kernels at the first request may take minutes over it. */
export const PROBE_LIMIT_SECONDS = 120;

/** How the server is asked: by which of its interfaces, and with a fixed length of the answer or a limit on it. */
export interface StreamQuestion extends Pick<InferenceWorkload, "api" | "outputPolicy"> {
  readonly tokens: number;
}

/** What one short request was answered with. */
export interface StreamProbe {
  readonly question: StreamQuestion;
  readonly outcome: StreamOutcome;
  /** From the sending to each event with text. */
  readonly eventsNs: readonly Nanoseconds[];
  /** Events that carried a count of their tokens. */
  readonly countedEvents: number;
  /** Whether the answer was given up because it took too long. */
  readonly timedOut: boolean;
}

/** Asks a server for a few streamed tokens, as a run does. Never rejects; ends early when `signal` aborts. */
export async function probeStream(
  endpoint: Endpoint,
  question: StreamQuestion,
  clock: Clock,
  signal: AbortSignal,
): Promise<StreamProbe> {
  const { api, outputPolicy, tokens } = question;
  const client = createOpenAiClient({ endpoint, workload: { api, outputPolicy, temperature: 0 }, clock });
  const limit = new AbortController();
  const startNs = clock.nowNs();
  const cancel = clock.schedule(startNs + PROBE_LIMIT_SECONDS * NS_PER_SECOND, () => limit.abort(), NS_PER_SECOND);
  let sentNs = startNs;
  const eventsNs: Nanoseconds[] = [];
  let countedEvents = 0;
  const observer = {
    sent: (atNs: Nanoseconds) => {
      sentNs = atNs;
    },
    firstByte: () => undefined,
    event: (atNs: Nanoseconds, kind: number, counted: number) => {
      if (kind === EMPTY_EVENT) return;
      eventsNs.push(atNs - sentNs);
      if (counted > 0) countedEvents += 1;
    },
  };
  try {
    const request = { index: 0, messages: [{ role: "user", content: PROMPT }] as const, outputTokens: tokens };
    const outcome = await client.send(request, observer, AbortSignal.any([signal, limit.signal]));
    return { question, outcome, eventsNs, countedEvents, timedOut: limit.signal.aborted };
  } finally {
    cancel();
    await client.close();
  }
}
