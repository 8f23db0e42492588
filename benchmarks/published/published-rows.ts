import { readFile } from "node:fs/promises";

/** One published measurement: how fast, and what its publisher makes of that in FLOP/s. */
export interface PublishedRow {
  /** As its publisher names it, e.g. `DGX-GB200`. */
  readonly system: string;
  readonly devices: number;
  readonly model: string;
  readonly precision: string;
  readonly task: "pre-training" | "sft" | "lora";
  /** Release of the framework. */
  readonly release: string;
  readonly sequenceLengthTokens: number;
  /** Of one device. */
  readonly tokensPerSecond: number;
  /** Model FLOP/s of one device in 10^12 by the publisher's formula. */
  readonly teraFlops: number;
}

const FILE = "benchmarks/published/training-throughput.csv";
const COLUMNS = 12;

/** All rows, read from the repository's root. */
export async function publishedRows(): Promise<readonly PublishedRow[]> {
  const lines = (await readFile(FILE, "utf8")).trim().split("\n");
  return lines.slice(1).flatMap(rowsOf);
}

/** Two where the line holds two measurements: `37556 (36108)`. */
function rowsOf(line: string): readonly PublishedRow[] {
  const [, system = "", devices, model = "", precision = "", workload = "", metric = "", value = "", ...rest] =
    line.split(",");
  const claims = numbers(/model TFLOPS\/GPU ([\d.]+)(?: \(([\d.]+)\))?/.exec(metric));
  const rates = numbers(/^([\d.]+)(?: \(([\d.]+)\))?$/.exec(value));
  const [, task, length, release = ""] =
    /^(Pre-Training|SFT|LoRA) .*?seq (\d+) .*\(NeMo ([\d.]+)\)$/.exec(workload) ?? [];
  const known = { "Pre-Training": "pre-training", SFT: "sft", LoRA: "lora" } as const;
  if (rest.length !== COLUMNS - 8 || rates.length === 0 || rates.length !== claims.length || task === undefined) {
    throw new Error(`${FILE}: not understood: ${line}`);
  }
  return rates.map((tokensPerSecond, index) => ({
    system,
    devices: Number(devices),
    model,
    precision,
    task: known[task as keyof typeof known],
    release,
    sequenceLengthTokens: Number(length),
    tokensPerSecond,
    teraFlops: claims[index] ?? Number.NaN,
  }));
}

function numbers(match: RegExpExecArray | null): readonly number[] {
  return (match ?? []).slice(1).flatMap((text: string | undefined) => (text === undefined ? [] : [Number(text)]));
}
