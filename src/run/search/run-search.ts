import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { namedRandom } from "../../contract/random.js";
import { failure } from "../../model/finding.js";
import type { Plan } from "../../model/plan.js";
import type { RunRecord } from "../../model/run-record.js";
import type { Probe, ProbeJudgement, SearchAnswer, SearchQuestion, SearchRecord } from "../../model/search.js";
import type { InferenceWorkload } from "../../model/workload.js";
import { readRun } from "../../records/run-reader.js";
import { rungOf } from "../../suite/ladder.js";
import type { ReadSystem } from "../../suite/read-system.js";
import type { ExecuteOptions } from "../execute-options.js";
import { executeSuite } from "../execute-suite.js";
import { highestRate, type ProbeRequest, SEARCH_CONFIDENCE } from "./highest-rate.js";
import { probePlan } from "./probe-plan.js";
import { findUnfinishedSearch, searchIdOf, writeSearch } from "./search-file.js";

/** Runs at one value before a search gives up, where the run says nothing about the system. */
const ATTEMPTS = 3;

export interface SearchOptions extends Omit<ExecuteOptions, "suite"> {
  readonly question: SearchQuestion;
  readonly system: ReadSystem;
  readonly workload: InferenceWorkload;
  /** Files of the workload: sha256 to path. */
  readonly files: ReadonlyMap<string, string>;
  /** What a run says about the service level. */
  readonly judge: (record: RunRecord) => ProbeJudgement;
  /** Told of the search's beginning, and of every probe as it ends; also of those that were kept from before. */
  readonly started: (record: SearchRecord) => void;
  readonly probeEnded: (probe: Probe) => void;
}

export interface SearchResult {
  readonly record: SearchRecord;
  readonly path: string;
  readonly interrupted: boolean;
}

/**
 * Searches the highest value at which a system meets a workload's service level. Every probe is an ordinary run with a plan,
 * a ledger entry and a record of its own; beside them `search-<id>.json` says which runs belong together.
 *
 * @throws InputError where the options of the system use a variable that the environment does not have, or there is
 *   nothing to resume
 */
export async function runSearch(options: SearchOptions): Promise<SearchResult> {
  const { question, resultsDir, resume, signal } = options;
  await mkdir(resultsDir, { recursive: true });
  const kept = resume ? await findUnfinishedSearch(resultsDir, question) : undefined;
  let record = kept ?? freshRecord(question, options.createClock().wallUnixMs());
  options.started(record);
  const known = [...record.probes];
  const steps = highestRate(
    { ...question, whole: question.of === "concurrency" },
    namedRandom(question.seed, "search"),
  );
  let path = await writeSearch(resultsDir, record);
  let step = steps.next();
  for (let index = 0; !step.done; index += 1) {
    const probe = await usableProbe(options, step.value, index, known, async (ended) => {
      record = { ...record, probes: [...record.probes, ended] };
      path = await writeSearch(resultsDir, record);
    });
    if (probe === undefined || signal.aborted) return { record, path, interrupted: true };
    if (probe.outcome === "unusable") {
      const reason = probe.reasons[0] ?? failure("run-failed");
      return {
        ...(await answered(options, record, { kind: "stopped", value: probe.value, reason })),
        interrupted: false,
      };
    }
    step = steps.next(probe.outcome);
  }
  const found: SearchAnswer =
    step.value.kind === "found" ? { ...step.value, confidence: SEARCH_CONFIDENCE } : step.value;
  return { ...(await answered(options, record, found)), interrupted: false };
}

function freshRecord(question: SearchQuestion, wallUnixMs: number): SearchRecord {
  return {
    format: "tokwatt.search",
    version: 1,
    id: searchIdOf(question, wallUnixMs),
    startedAt: new Date(wallUnixMs).toISOString(),
    question,
    probes: [],
  };
}

async function answered({ resultsDir }: SearchOptions, record: SearchRecord, answer: SearchAnswer) {
  const whole = { ...record, answer };
  return { record: whole, path: await writeSearch(resultsDir, whole) };
}

/** A probe at a value, again where it says nothing; undefined where the search was interrupted before one ended. */
async function usableProbe(
  options: SearchOptions,
  request: ProbeRequest,
  index: number,
  known: Probe[],
  keep: (probe: Probe) => Promise<void>,
): Promise<Probe | undefined> {
  let last: Probe | undefined;
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const old = known.shift();
    last = old ?? (await probeOnce(options, request, attempt, index));
    if (last === undefined) return undefined;
    if (old === undefined) await keep(last);
    options.probeEnded(last);
    if (last.outcome !== "unusable") return last;
  }
  return last;
}

async function probeOnce(
  options: SearchOptions,
  { value, round }: ProbeRequest,
  attempt: number,
  index: number,
): Promise<Probe | undefined> {
  const { question, system, workload, files, resultsDir, judge } = options;
  if (options.signal.aborted) return undefined;
  const { spec, ...openable } = system;
  const seed = probeSeed(question.seed, index, attempt);
  const plan: Plan = probePlan(spec, rungOf(workload, question.of, value), seed);
  const suite = { plan, systems: new Map([[spec.id, openable]]), files };
  const { runs } = await executeSuite({ ...options, suite, resume: false });
  const run = runs[0];
  if (run === undefined || run.state === "interrupted" || options.signal.aborted) return undefined;
  return { runId: run.runId, value, round, attempt, ...judge(await readRun(join(resultsDir, run.runId))) };
}

/** Every probe has arrivals of its own, or a lucky list would decide the whole search. */
function probeSeed(seed: number, index: number, attempt: number): number {
  return Math.floor(namedRandom(seed, `probe-${index}-${attempt}`)() * 2 ** 32);
}
