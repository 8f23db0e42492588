/** What the server knows of one answer: the truth that a client's figures are held against. */
export interface StreamTruth {
  /** The request's `x-request-id`, or `request-N` by the order of arrival where it had none. */
  readonly id: string;
  readonly shape: string;
  /** When the last byte of the request had been read, in nanoseconds of the machine's monotonic clock. */
  readonly receivedNs: number;
  /** One element a chunk with choices: when it was sent, index into `EVENT_KINDS`, tokens in it. */
  readonly sentNs: number[];
  readonly kinds: number[];
  readonly tokens: number[];
  /** Whether the answer was written to its end. */
  isComplete: boolean;
}

export interface PacedStatistics {
  /** Of the process, since its start. */
  readonly cpuSeconds: number;
  readonly requests: number;
  readonly events: number;
  readonly openStreams: number;
  readonly mostOpenStreams: number;
  /** Events that came later than planned: the largest delay, and the mean of all of them. */
  readonly latestMs: number;
  readonly meanLateMs: number;
  /** Writes that the kernel did not take at once, because the client did not read. */
  readonly blockedWrites: number;
}

export interface StreamLog {
  open(id: string | undefined, shape: string, receivedNs: number): StreamTruth;
  closed(): void;
  late(byNs: number): void;
  blocked(): void;
  event(truth: StreamTruth, atNs: number, kind: number, tokens: number): void;
  truths(): readonly StreamTruth[];
  statistics(): PacedStatistics;
  /** Forgets the answers so far, not those that are under way. */
  clear(): void;
}

export function createStreamLog(): StreamLog {
  let truths: StreamTruth[] = [];
  let [requests, events, openStreams, mostOpenStreams, blockedWrites] = [0, 0, 0, 0, 0];
  let [steps, lateNs, latestNs] = [0, 0, 0];
  return {
    open: (id, shape, receivedNs) => {
      requests += 1;
      openStreams += 1;
      mostOpenStreams = Math.max(mostOpenStreams, openStreams);
      const truth: StreamTruth = {
        id: id ?? `request-${requests}`,
        shape,
        receivedNs,
        sentNs: [],
        kinds: [],
        tokens: [],
        isComplete: false,
      };
      truths.push(truth);
      return truth;
    },
    closed: () => {
      openStreams -= 1;
    },
    late: (byNs) => {
      steps += 1;
      lateNs += byNs;
      if (byNs > latestNs) latestNs = byNs;
    },
    blocked: () => {
      blockedWrites += 1;
    },
    event: (truth, atNs, kind, tokens) => {
      events += 1;
      truth.sentNs.push(atNs);
      truth.kinds.push(kind);
      truth.tokens.push(tokens);
    },
    truths: () => truths,
    statistics: () => {
      const { user, system } = process.cpuUsage();
      return {
        cpuSeconds: (user + system) / 1e6,
        requests,
        events,
        openStreams,
        mostOpenStreams,
        latestMs: latestNs / 1e6,
        meanLateMs: steps === 0 ? 0 : lateNs / steps / 1e6,
        blockedWrites,
      };
    },
    clear: () => {
      truths = [];
    },
  };
}
