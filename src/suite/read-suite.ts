import { dirname, isAbsolute, join } from "node:path";
import { InputError } from "../model/errors.js";
import type { Plan } from "../model/plan.js";
import type { Workload } from "../model/workload.js";
import { abilityMistakes } from "./ability-checks.js";
import { buildPlan } from "./build-plan.js";
import { kindMistake } from "./file-kind.js";
import { inFileOrder } from "./file-order.js";
import { expandLadder, type Ladder } from "./ladder.js";
import { ladderMistakes } from "./ladder-checks.js";
import { workloadEntry } from "./ladder-schema.js";
import { type Mistake, shownValue, toProblem } from "./mistake.js";
import { listAt, textAt } from "./peek.js";
import { type OpenableSystem, readSystemFile, type SystemVocabulary } from "./read-system.js";
import { readWorkload } from "./read-workload.js";
import { readYaml } from "./read-yaml.js";
import { readWithSchema } from "./schema-mistakes.js";
import { suiteMistakes } from "./suite-checks.js";
import type { KnownMetric } from "./suite-references.js";
import { suiteSchema } from "./suite-schema.js";
import type { Location, YamlDocument } from "./yaml-document.js";

/** What the files of a suite may name. */
export interface SuiteVocabulary extends SystemVocabulary {
  readonly knownMetrics: readonly KnownMetric[];
}

export interface ReadSuite {
  readonly plan: Plan;
  /** How to open each system of the plan, by its id. */
  readonly systems: ReadonlyMap<string, OpenableSystem>;
  /** Absolute paths of the files beside the workloads (traces, data sets), by SHA-256: the plan knows no places. */
  readonly files: ReadonlyMap<string, string>;
}

/**
 * Reads a suite with all its systems and workloads into a plan. Throws `InputError` with every problem of every file, in
 * the order of the files and of their lines.
 *
 * @param suitePath as the user gave it; problems name files relative to it
 */
export async function readSuite(suitePath: string, vocabulary: SuiteVocabulary): Promise<ReadSuite> {
  const { document, problems: textProblems } = await readYaml(suitePath);
  if (document === undefined) throw new InputError(textProblems);
  const misplaced = kindMistake(document.value, "suite");
  if (misplaced !== undefined) throw new InputError([...textProblems, toProblem(document, misplaced)]);

  const systems = await readReferences(document, "systems", (file, from) => readSystemFile(file, vocabulary, from));
  const workloads = await readReferences(document, "workloads", readWorkload);
  const reading = await readWithSchema(suiteSchema, document.value);
  const systemIds = [...systems.readings.values()].map(({ id }) => id);
  const ladders = listAt(document.value, "workloads").map((entry, index) =>
    readLadder(document.value, index, entry, workloads.readings.get(index)?.workload),
  );
  const rungs = ladders.map((ladder) => ladder.rungs);
  const references = {
    systemIds: systemIds.every((id) => id !== undefined) && systems.mistakes.length === 0 ? systemIds : undefined,
    metrics: vocabulary.knownMetrics,
    workloads: rungs.flat(),
    hasAllWorkloads: ladders.every(({ isRead }) => isRead),
  };
  const mistakes = [
    ...(reading.valid ? [] : reading.mistakes),
    ...systems.mistakes,
    ...workloads.mistakes,
    ...ladders.flatMap((ladder) => ladder.mistakes),
    ...suiteMistakes(document.value, references),
  ];
  const readSystems = new Map(
    [...systems.readings].flatMap(([index, { system }]) => (system === undefined ? [] : [[index, system] as const])),
  );
  const unable = abilityMistakes({ systems: readSystems, workloads: rungs }, vocabulary.backends.entries);
  const problems = [
    ...textProblems,
    ...[...mistakes, ...unable].map((mistake) => toProblem(document, mistake)),
    ...[...systems.readings.values(), ...workloads.readings.values()].flatMap((file) => file.problems),
  ];
  if (!reading.valid || problems.length > 0) throw new InputError(inFileOrder(suitePath, problems));

  const specs = [...readSystems.values()].map(({ spec }) => spec);
  return {
    plan: buildPlan(reading.value, specs, rungs.flat()),
    systems: new Map([...readSystems.values()].map(({ spec, ...openable }) => [spec.id, openable])),
    files: new Map(
      [...workloads.readings.values()].flatMap(({ files }) => files.map((file) => [file.sha256, file.path])),
    ),
  };
}

/**
 * The workloads of one entry: the rungs of its ladder, or the one of its file where it is none or a wrong one; none where the file
 * could not be read.
 */
function readLadder(suite: unknown, index: number, entry: unknown, workload: Workload | undefined) {
  const mistakes = ladderMistakes(suite, index, workload);
  if (workload === undefined) return { mistakes, rungs: [], isRead: false };
  const reading = workloadEntry.safeParse(entry);
  const ladder: Ladder = reading.success && typeof reading.data !== "string" ? reading.data : {};
  const isRead = mistakes.length === 0 && reading.success;
  return { mistakes, rungs: mistakes.length === 0 ? expandLadder(workload, ladder) : [workload], isRead };
}

interface References<Reading> {
  /** By the entry's place in the list. */
  readonly readings: ReadonlyMap<number, Reading>;
  /** Mistakes of the references themselves, in the suite. */
  readonly mistakes: readonly Mistake[];
}

/** Reads the files that the list `key` of a suite names, relative to the suite's folder. */
async function readReferences<Reading extends { readonly id?: string | undefined }>(
  suite: YamlDocument,
  key: "systems" | "workloads",
  read: (file: string, referredFrom: Location) => Promise<Reading>,
): Promise<References<Reading>> {
  const readings = new Map<number, Reading>();
  const mistakes: Mistake[] = [];
  const seen = new Set<string>();
  for (const [index, entry] of listAt(suite.value, key).entries()) {
    // An entry may say more than its file.
    const isPlain = typeof entry === "string";
    const path = isPlain ? [key, index] : [key, index, "file"];
    const reference = isPlain ? entry : textAt(entry, "file");
    // The schema says that it is no text, or empty.
    if (reference === undefined || reference === "") continue;
    if (isAbsolute(reference)) {
      mistakes.push({ path, at: "value", code: "absolute-reference", data: { received: shownValue(reference) } });
      continue;
    }
    const reading = await read(join(dirname(suite.file), reference), suite.locate(path, "value"));
    readings.set(index, reading);
    if (reading.id === undefined) continue;
    if (seen.has(reading.id)) mistakes.push({ path, at: "value", code: "duplicate-id", data: { key, id: reading.id } });
    seen.add(reading.id);
  }
  return { readings, mistakes };
}
