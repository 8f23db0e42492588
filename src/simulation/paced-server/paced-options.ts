import { parseArgs } from "node:util";

/**
 * When the steps of a stream fall. `own`: at its request's arrival plus TTFT, then every gap. `step`: on one grid of gaps
 * for all streams, as an engine's steps do, so that all of them write in the same moment. `spread`: like `own`, with a part
 * of a gap more that differs evenly from request to request. `unpaced`: as fast as the sockets take them. `instant`: the
 * whole answer at once, in one write.
 */
export const PACES = ["own", "step", "spread", "unpaced", "instant"] as const;
export type Pace = (typeof PACES)[number];

export interface PacedOptions {
  readonly host: string;
  /** 0: a free one. */
  readonly port: number;
  readonly pace: Pace;
  readonly ttftMs: number;
  readonly gapMs: number;
  /** Tokens of an answer whose request sets no limit. */
  readonly tokens: number;
}

export const DEFAULT_PACED_OPTIONS: PacedOptions = {
  host: "127.0.0.1",
  port: 0,
  pace: "own",
  ttftMs: 100,
  gapMs: 50,
  tokens: 128,
};

/** Options as words of a command line. */
export function toArguments(options: PacedOptions): readonly string[] {
  return Object.entries(options).map(([name, value]) => `--${name}=${value}`);
}

/** @throws TypeError for an option that there is not, RangeError for a value that cannot be */
export function fromArguments(words: readonly string[]): PacedOptions {
  const text = { type: "string" } as const;
  const { values } = parseArgs({
    args: [...words],
    options: { host: text, port: text, pace: text, ttftMs: text, gapMs: text, tokens: text },
  });
  const number = (name: "port" | "ttftMs" | "gapMs" | "tokens"): number => {
    const value = values[name] === undefined ? DEFAULT_PACED_OPTIONS[name] : Number(values[name]);
    if (!(value >= 0 && Number.isFinite(value))) throw new RangeError(`--${name} takes a number, got ${values[name]}`);
    return value;
  };
  const pace = PACES.find((one) => one === (values.pace ?? DEFAULT_PACED_OPTIONS.pace));
  if (pace === undefined) throw new RangeError(`--pace takes one of ${PACES.join(", ")}, got ${values.pace}`);
  return {
    host: values.host ?? DEFAULT_PACED_OPTIONS.host,
    port: number("port"),
    pace,
    ttftMs: number("ttftMs"),
    gapMs: number("gapMs"),
    tokens: number("tokens"),
  };
}
