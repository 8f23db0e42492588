/** An OpenAI-compatible server to drive. */
export interface Endpoint {
  /** What reports call it where a system has several; never an address. */
  readonly name?: string | undefined;
  /** Base address without a trailing slash, e.g. `http://127.0.0.1:8000`; `/v1/...` is appended. */
  readonly baseUrl: string;
  /** Name of the model as the server knows it. */
  readonly model: string;
  /** With the key of the API, where there is one; never recorded. */
  readonly headers: Readonly<Record<string, string>>;
  /**
   * `final`: token counts come with the last event (`stream_options.include_usage`); `continuous`: the server may be
   * asked to count in every event (`continuous_usage_stats`).
   */
  readonly usage: "final" | "continuous";
  /** Where the engine shows its metrics in Prometheus' text form; absent where it shows none. */
  readonly metricsUrl?: string | undefined;
  /** Path of a `tokenizer.json` on this machine that counts as the server does, for servers without `/tokenize`. */
  readonly tokenizerFile?: string | undefined;
}

/** Which endpoint the next request goes to: in turn by the request's index, or the one with the fewest under way. */
export const BALANCES = ["round-robin", "least-outstanding"] as const;
export type Balance = (typeof BALANCES)[number];

/** Several servers that are driven as one system. */
export interface EndpointGroup {
  /** At least one. */
  readonly endpoints: readonly Endpoint[];
  readonly balance: Balance;
}

/** What a system offers, as a group: a single server is a group of one. */
export function endpointGroup(endpoint: Endpoint | EndpointGroup): EndpointGroup {
  return "endpoints" in endpoint ? endpoint : { endpoints: [endpoint], balance: "round-robin" };
}

/** What reports call each endpoint of a group: its own name, else its place in the list from 1. Never an address. */
export function endpointNames({ endpoints }: EndpointGroup): readonly string[] {
  return endpoints.map(({ name }, index) => name ?? `endpoint-${index + 1}`);
}
