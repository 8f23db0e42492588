/** A unit: numbers are kept in the base unit and multiplied by `displayScale` only when they are shown. */
export interface Unit {
  /** Base unit, for machines: `s`, `token/s`, `token/J`. */
  readonly id: string;
  /** Symbol shown to people after scaling: `ms` where the base is `s`. */
  readonly symbol: string;
  readonly displayScale: number;
}

export const UNITS = {
  secondsAsMilliseconds: { id: "s", symbol: "ms", displayScale: 1000 },
  seconds: { id: "s", symbol: "s", displayScale: 1 },
  tokensPerSecond: { id: "token/s", symbol: "tok/s", displayScale: 1 },
  requestsPerSecond: { id: "request/s", symbol: "req/s", displayScale: 1 },
  tokensPerJoule: { id: "token/J", symbol: "tok/J", displayScale: 1 },
  joulesPerToken: { id: "J/token", symbol: "J/tok", displayScale: 1 },
  watts: { id: "W", symbol: "W", displayScale: 1 },
  joules: { id: "J", symbol: "J", displayScale: 1 },
  requests: { id: "request", symbol: "req", displayScale: 1 },
  flopPerSecondAsTera: { id: "FLOP/s", symbol: "TFLOP/s", displayScale: 1e-12 },
  flopPerTokenAsGiga: { id: "FLOP/token", symbol: "GFLOP/tok", displayScale: 1e-9 },
  natsPerToken: { id: "nat/token", symbol: "nat/tok", displayScale: 1 },
  fractionAsPercent: { id: "1", symbol: "%", displayScale: 100 },
} as const satisfies Record<string, Unit>;
