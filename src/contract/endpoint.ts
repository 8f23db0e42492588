/** An OpenAI-compatible server to drive. */
export interface Endpoint {
  /** Base address without a trailing slash, e.g. `http://127.0.0.1:8000`; `/v1/...` is appended. */
  readonly baseUrl: string;
  /** Name of the model as the server knows it. */
  readonly model: string;
  readonly headers: Readonly<Record<string, string>>;
  /**
   * `final`: token counts come with the last event (`stream_options.include_usage`); `continuous`: the server may be
   * asked to count in every event (`continuous_usage_stats`).
   */
  readonly usage: "final" | "continuous";
  /** Where the engine shows its metrics in Prometheus' text form; absent where it shows none. */
  readonly metricsUrl?: string | undefined;
}
