// `npm run fuzz`: random output against every parser. `--seed N` and `--runs K` choose the cases, `--only ID` one parser.
import { parseArgs } from "node:util";
import { Worker } from "node:worker_threads";
import { wholeNumber } from "../whole-number.js";
import { fuzzTargets } from "./all-targets.js";
import type { FuzzJob, FuzzOutcome } from "./fuzz-worker.js";

const RUNS = 100_000;
/** A case takes well under a millisecond. */
const HANG_SECONDS = 20;

const { values } = parseArgs({
  options: { seed: { type: "string" }, runs: { type: "string" }, only: { type: "string" } },
});
const seed = wholeNumber("--seed", values.seed, 1);
const runs = wholeNumber("--runs", values.runs, RUNS);
const chosen = fuzzTargets.filter(({ id }) => values.only === undefined || id === values.only);
if (chosen.length === 0) {
  process.stderr.write(`--only takes one of: ${fuzzTargets.map(({ id }) => id).join(", ")}\n`);
  process.exit(2);
}

process.stdout.write(`fuzz (seed ${seed}, ${runs} cases each)\n`);
let failures = 0;
for (const { id } of chosen) {
  const startNs = process.hrtime.bigint();
  const outcome = await fuzz(id);
  const seconds = Number(process.hrtime.bigint() - startNs) / 1e9;
  if (outcome.failed) failures += 1;
  process.stdout.write(
    `  ${outcome.failed ? "FAIL" : "ok  "} ${id}: ${outcome.cases} cases in ${seconds.toFixed(1)} s\n`,
  );
  if (outcome.failed) process.stdout.write(`${outcome.report}\nAgain: --seed ${seed} --runs ${runs} --only ${id}\n`);
}
process.exitCode = failures === 0 ? 0 : 1;

/** Runs one target in a thread of its own, so that a parser that does not come back can be ended. */
function fuzz(target: string): Promise<FuzzOutcome> {
  const cases = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT);
  const count = new Int32Array(cases);
  const job: FuzzJob = { target, seed, runs, cases };
  return new Promise((resolve) => {
    const worker = new Worker(new URL("./fuzz-worker.js", import.meta.url), { workerData: job });
    let last = -1;
    const watch = setInterval(() => {
      const now = Atomics.load(count, 0);
      if (now === last) end({ failed: true, cases: now, report: `case ${now} hangs: not over in ${HANG_SECONDS} s` });
      last = now;
    }, HANG_SECONDS * 1000);
    const end = (outcome: FuzzOutcome): void => {
      clearInterval(watch);
      void worker.terminate();
      resolve(outcome);
    };
    worker.once("message", end);
    worker.once("error", (error) => end({ failed: true, cases: Atomics.load(count, 0), report: String(error) }));
  });
}
