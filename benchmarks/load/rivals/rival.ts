/** The case that every client is put to: each stream is one request, and all of them may begin at once. */
export interface RivalCase {
  readonly baseUrl: string;
  readonly model: string;
  readonly streams: number;
  /** Tokens of each answer. */
  readonly tokens: number;
  /** A folder with `tokenizer.json` and its configuration, for the tools that want one. */
  readonly tokenizer: string;
}

/** What a client says of the case. Times in milliseconds; NaN for what it does not say. */
export interface ClientReport {
  readonly ttftP50Ms: number;
  readonly ttftP99Ms: number;
  readonly gapP50Ms: number;
  readonly gapP99Ms: number;
  /** Whether its percentiles of gaps are those of gaps, or those of the means of requests. */
  readonly gapsAre: "gaps" | "request means";
  readonly tokensPerSecond: number;
}

export interface RivalCommand {
  /** Program and arguments; no shell reads them. */
  readonly words: readonly [string, ...string[]];
  readonly environment?: Readonly<Record<string, string>>;
}

/** Another load generator. */
export interface Rival {
  readonly name: string;
  /** Name of its Python package, whose presence in an environment is looked for. */
  readonly module: string;
  /** @param python of the environment @param directory for what it writes */
  command(python: string, task: RivalCase, directory: string): Promise<RivalCommand>;
  /** Reads what it wrote. */
  read(directory: string): Promise<ClientReport>;
}
