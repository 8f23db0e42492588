import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { inTemporaryFolder } from "../harness/write-run.js";
import { hashingSeconds, schemaSecondsPerMillion } from "./analysis/plain-reading.js";
import { type GiantTruth, writeGiantRun } from "./analysis/write-giant-run.js";
import { type ClaimArguments, type Figure, proveClaim } from "./claim.js";

/*
 * How long it takes to summarise a run of a million requests, and of ten million: what `tokwatt report` does until it writes
 * text, in a process of its own. The start of that process is shown beside it. The time is that of a clock on the wall, less what
 * the process spent waiting for a processor that others had (the kernel counts it): on a machine that does nothing else there is
 * none of that. The records go to the temporary folder, which needs 4.5 GB for ten million requests; they are removed.
 */

const MILLION = 1e6;
const SECONDS_PER_MILLION = 3;
const GIBIBYTE = 2 ** 30;

/** The best of so many, of a record of a million. */
const TRIES_OF_A_MILLION = 5;

const SAMPLE_LINES = 50_000;
const WORDS = { binned: "sums of events", full: "every event" } as const;
const MAIN = fileURLToPath(new URL("./analysis/summarise-main.js", import.meta.url));

interface Summary {
  /** Of the process, before anything was read. */
  readonly startSeconds: number;
  /** From the first file that is read to the last metric. */
  readonly wallSeconds: number;
  readonly userSeconds: number;
  readonly systemSeconds: number;
  readonly peakBytes: number;
  readonly values: number;
  readonly meanTtftSeconds: number;
  readonly errorRate: number;
  /** For a processor. */
  readonly waitedSeconds: number;
}

/**
 * `--runs` is the size of the larger record in millions of requests; 1 leaves it out. `--events full` measures a record of a
 * million that keeps every event (8 a request) beside it, for which there is no bar.
 */
await proveClaim({ name: "analysis at scale", defaults: { seed: 1, runs: 10 }, options: ["events"], measure });

async function measure({ seed, runs, options }: ClaimArguments): Promise<readonly Figure[]> {
  const figures = [...(await measureRun(MILLION, seed, "binned", TRIES_OF_A_MILLION))];
  if (options["events"] === "full") figures.push(...withoutBars(await measureRun(MILLION, seed, "full", 1)));
  if (runs > 1) figures.push(...(await measureRun(runs * MILLION, seed, "binned", 1)));
  return figures;
}

function withoutBars(figures: readonly Figure[]): readonly Figure[] {
  return figures.map(({ atLeast: _, atMost: __, ...shown }) => shown);
}

async function measureRun(
  requests: number,
  seed: number,
  events: "binned" | "full",
  tries: number,
): Promise<readonly Figure[]> {
  return inTemporaryFolder(async (folder) => {
    process.stderr.write(`writing ${requests} requests\n`);
    const truth = await writeGiantRun(folder, requests, seed, events);
    const summaries = Array.from({ length: tries }, () => summarise(folder));
    const best = summaries.reduce((one, other) => (ownSeconds(other) < ownSeconds(one) ? other : one));
    const plainSeconds = hashingSeconds(truth.requestFiles);
    return figuresOf(`${requests / MILLION} million requests, ${WORDS[events]}`, truth, best, plainSeconds);
  });
}

function summarise(folder: string): Summary {
  const { status, stdout, stderr } = spawnSync(process.execPath, [MAIN, folder], { encoding: "utf8" });
  if (status !== 0) throw new Error(`the summary ended with ${status}: ${stderr}`);
  return JSON.parse(stdout) as Summary;
}

function ownSeconds({ wallSeconds, waitedSeconds }: Summary): number {
  return wallSeconds - waitedSeconds;
}

function figuresOf(name: string, truth: GiantTruth, summary: Summary, plainSeconds: number): readonly Figure[] {
  const { startSeconds, userSeconds, systemSeconds, peakBytes, values, meanTtftSeconds, errorRate } = summary;
  const [file = ""] = truth.requestFiles;
  const bySchema = (schemaSecondsPerMillion(file, SAMPLE_LINES) * truth.requests) / MILLION;
  const size = `${(truth.bytes / 1e9).toFixed(2)} GB of requests`;
  const seconds = ownSeconds(summary);
  const start = `${startSeconds.toFixed(1)} s more to start the process`;
  const cpu = `${start}, ${(userSeconds + systemSeconds).toFixed(1)} s of processor time in all, ${size}`;
  const plain = `reading and hashing alone: ${plainSeconds.toFixed(2)} s; by JSON and schema alone: ${bySchema.toFixed(1)} s`;
  return [
    {
      name: `${name}: seconds`,
      value: seconds,
      atMost: (SECONDS_PER_MILLION * truth.requests) / MILLION,
      beside: `${cpu}; ${plain}`,
    },
    { name: `${name}: times the reading and hashing alone`, value: seconds / plainSeconds },
    { name: `${name}: peak memory, GiB`, value: peakBytes / GIBIBYTE, atMost: 1 },
    { name: `${name}: metrics with a value`, value: values, atLeast: 30 },
    {
      name: `${name}: mean TTFT and error rate, relative error`,
      value: Math.max(
        Math.abs(meanTtftSeconds / truth.meanTtftSeconds - 1),
        Math.abs(errorRate / (truth.failed / truth.measured) - 1),
      ),
      atMost: 1e-9,
    },
  ];
}
