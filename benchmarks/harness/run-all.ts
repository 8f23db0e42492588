import { readdir, readFile, writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { Bench } from "tinybench";
import type { HarnessBenchmark, Work } from "./harness-benchmark.js";

/** What one benchmark said, as it is kept in figures.json. */
interface KeptFigure {
  readonly name: string;
  readonly nanosecondsPerItem: number;
  /** Time of the subject / time of the reference: the figure to compare between versions. */
  readonly timesReference: number;
}

interface KeptRun {
  readonly label: string;
  readonly node: string;
  readonly figures: readonly KeptFigure[];
}

/** The folder of the sources: this file, compiled, stands at build/benchmarks/harness/. */
const SOURCES = new URL("../../../benchmarks/harness/", import.meta.url);
const KEPT_FIGURES = new URL("figures.json", SOURCES);

const { values } = parseArgs({
  options: { json: { type: "boolean", default: false }, keep: { type: "string" }, only: { type: "string" } },
});
const kept = JSON.parse(await readFile(KEPT_FIGURES, "utf8")) as readonly KeptRun[];
const figures: KeptFigure[] = [];
for (const benchmark of await loadBenchmarks(values.only ?? "")) {
  const figure = await measure(benchmark);
  figures.push(figure);
  if (!values.json) process.stdout.write(lineOf(benchmark, figure, kept.at(-1)));
}
const run: KeptRun = { label: values.keep ?? "now", node: process.version, figures };
if (values.json) process.stdout.write(`${JSON.stringify(run, null, 2)}\n`);
if (values.keep !== undefined) await writeFile(KEPT_FIGURES, `${JSON.stringify([...kept, run], null, 2)}\n`);

async function loadBenchmarks(only: string): Promise<readonly HarnessBenchmark[]> {
  // What was compiled once stays in the build when its source is gone.
  const files = (await readdir(SOURCES)).filter((file) => file.endsWith(".bench.ts") && file.includes(only)).sort();
  const modules = await Promise.all(
    files.map((file) => {
      const compiled = new URL(file.replace(/\.ts$/, ".js"), import.meta.url);
      return import(compiled.href) as Promise<{ benchmark: HarnessBenchmark }>;
    }),
  );
  return modules.map((module) => module.benchmark);
}

async function measure({ name, items, subject, reference }: HarnessBenchmark): Promise<KeptFigure> {
  const bench = new Bench({ time: 500, warmupTime: 200 });
  for (const work of [subject, reference]) bench.add(work.name, work.run, { async: work.async });
  await bench.run();
  const [subjectMs, referenceMs] = [meanMs(bench, subject), meanMs(bench, reference)];
  return {
    name,
    nanosecondsPerItem: Number(((subjectMs * 1e6) / items).toPrecision(4)),
    timesReference: Number((subjectMs / referenceMs).toPrecision(4)),
  };
}

/** Mean time of a call; never tinybench's mean of reciprocals, which is not a rate. */
function meanMs(bench: Bench, work: Work): number {
  const result = bench.tasks.find((task) => task.name === work.name)?.result;
  if (result?.state !== "completed") throw new Error(`${work.name} ended as ${result?.state}`);
  return result.latency.mean;
}

function lineOf(benchmark: HarnessBenchmark, figure: KeptFigure, last: KeptRun | undefined): string {
  const before = last?.figures.find((one) => one.name === figure.name);
  const then = before === undefined ? "" : `; ${last?.label}: ${before.timesReference} times`;
  const cost = `${figure.nanosecondsPerItem} ns a ${benchmark.itemName}`;
  return `${figure.name}: ${cost}, ${figure.timesReference} times ${benchmark.reference.name}${then}\n`;
}
