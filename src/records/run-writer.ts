import { join } from "node:path";
import type { EngineSample } from "../model/engine-series.js";
import { MeasurementError } from "../model/errors.js";
import { type Finding, failure } from "../model/finding.js";
import type { DeviceState, PowerTraceHeader } from "../model/power-trace.js";
import type { RawEntry, RawLogHeader } from "../model/raw-log.js";
import type { RunManifest, RunState } from "../model/run-record.js";
import type { StepSample } from "../model/step-sample.js";
import type { Nanoseconds } from "../model/time.js";
import type { TrainingFacts } from "../model/training-facts.js";
import { type AppendFile, createAppendFile } from "./append-file.js";
import { RUN_VERSION } from "./migrate.js";
import { redactFinding, redactRawEntry, redactRawHeader, redactTraceHeader } from "./redact-record.js";
import {
  CROSS_CHECK_FOLDER,
  ENGINE_FILE,
  FINDINGS_FILE,
  type IdFolder,
  idFile,
  labelOf,
  POWER_FOLDER,
  RAW_FOLDER,
  STEPS_FILE,
} from "./run-files.js";
import {
  createIdFolder,
  createRunFolder,
  hashFiles,
  namesOfShardFiles,
  type PreparedManifest,
  prepareManifest,
  writeManifest,
} from "./run-folder.js";
import { findingSchema } from "./schema/field-schemas.js";
import { traceHeaderSchema } from "./schema/power-schema.js";
import { rawHeaderSchema } from "./schema/raw-schema.js";
import { createShardWriter, type ShardWriter } from "./shard-writer.js";
import type { TokenSidecarKind } from "./token-sidecar.js";
import { validJson } from "./valid-json.js";

/** Readings of one device. */
export interface TraceWriter {
  /**
   * `null` is a reading that the meter did not give. A reading after the run's end is not part of it and ignored: a
   * meter's last answer may come late.
   *
   * @throws RangeError where `value` is not finite
   */
  append(atNs: Nanoseconds, value: number | null, state?: DeviceState): void;
}

/** What is known of a run when it ends. */
export type RunEnding = { readonly state: Exclude<RunState, "running"> } & Partial<
  Pick<RunManifest, "endedAt" | "windows" | "client" | "description" | "endpoints" | "training" | "failure" | "shards">
>;

/**
 * Writes the record of one run. What is handed over is in its file a tenth of a second later, so that a killed process
 * loses next to nothing. After `finish` only late readings may be handed over.
 */
export interface RunWriter {
  readonly directory: string;
  /** Resolves with the reason as soon as a file can be written no more; stays pending as long as all is well. */
  readonly failed: Promise<Finding>;
  /**
   * Opens a shard of the load in this process; other processes open theirs by `createShardWriter`.
   *
   * @throws RangeError as `createShardWriter` does
   */
  openShard(alias: string, tokens?: TokenSidecarKind): Promise<ShardWriter>;
  /** Throws `MeasurementError` for a header that the format does not allow, or an id that is taken. */
  openTrace(header: PowerTraceHeader): TraceWriter;
  /** The same for a second opinion on devices that a trace meters. */
  openCrossCheck(header: PowerTraceHeader): TraceWriter;
  /** The same for raw output. */
  openRaw(header: RawLogHeader): { append(entry: RawEntry): void };
  /** Values that are no finite number are left out: to a reader the page did not have them. */
  engine(sample: EngineSample): void;
  /** The next report of a training's log; ignored after the run's end. */
  step(sample: StepSample): void;
  /**
   * Writes the manifest anew, still `running`, with what is known of the training by now: whoever finds the record after a pulled
   * plug finds its job by it. Only the last one counts.
   *
   * @throws MeasurementError where it could not be written, or the format does not allow it
   */
  note(training: TrainingFacts): Promise<void>;
  /** Throws `MeasurementError` for a finding that the format does not allow. */
  finding(finding: Finding): void;
  /**
   * Brings all files to the disk and writes the manifest with their hashes, then returns it as it was written. Shards of
   * other processes must have been closed: what stands in their files is hashed as it is.
   *
   * @throws MeasurementError where a file could not be written, or `ending` holds what the format does not allow; the
   *   manifest then says that the run failed, if it could be written
   */
  finish(ending: RunEnding): Promise<RunManifest>;
}

/**
 * Creates `results/<run-id>/` with its manifest, before anything is measured, so that a wrong path costs no run. Secrets,
 * hosts and absolute paths are taken out of everything that is written (`redact`).
 *
 * @param options.manifest state `running`, no files; its version is the one that this writer writes
 * @throws MeasurementError where the folder exists or cannot be written, or the manifest holds what the format refuses
 */
export async function createRunWriter(options: {
  readonly resultsDir: string;
  readonly manifest: RunManifest;
}): Promise<RunWriter> {
  const { resultsDir } = options;
  const manifest: RunManifest = { ...options.manifest, version: RUN_VERSION };
  const prepared = prepareManifest(manifest);
  const directory = await createRunFolder(resultsDir, manifest.runId);
  await writeManifest(directory, prepared);

  const files = new Map<string, AppendFile>();
  let reportFailure: (finding: Finding) => void = () => {};
  const failed = new Promise<Finding>((resolve) => {
    reportFailure = resolve;
  });
  const shards = new Map<string, Promise<ShardWriter>>();
  const told = ({ finding }: MeasurementError): void => reportFailure(finding);
  const create = (name: string, folder?: Promise<void>): AppendFile => {
    const file = createAppendFile(join(directory, name), labelOf(directory, name), told, folder);
    files.set(name, file);
    return file;
  };
  const findings = create(FINDINGS_FILE);
  let finished = false;
  let noting = Promise.resolve();

  /** Creates a file with its header and returns how lines are added, until the run's end. */
  const openIdFile = (folder: IdFolder, id: string, header: string): ((line: string) => void) => {
    const name = idFile(folder, id);
    if (files.has(name)) throw new MeasurementError(failure("trace-exists", { trace: id }));
    const file = create(name, createIdFolder(directory, folder));
    file.append(`${header}\n`);
    return (line) => {
      if (!finished) file.append(`${line}\n`);
    };
  };
  const openTrace = (folder: IdFolder, header: PowerTraceHeader): TraceWriter => {
    const label = labelOf(directory, idFile(folder, header.id));
    const append = openIdFile(folder, header.id, validJson(label, traceHeaderSchema, redactTraceHeader(header)));
    return {
      append(atNs, value, state) {
        if (value !== null && !Number.isFinite(value)) throw new RangeError(`trace ${header.id}: ${value}`);
        append(JSON.stringify(state === undefined ? [atNs, value] : [atNs, value, state]));
      },
    };
  };

  return {
    directory,
    failed,
    openShard(alias, tokens) {
      const shard = createShardWriter({ directory, alias, tokens, onFailure: told });
      shards.set(alias, shard);
      return shard;
    },
    finding: (finding) =>
      findings.append(`${validJson(labelOf(directory, FINDINGS_FILE), findingSchema, redactFinding(finding))}\n`),
    openTrace: (header) => openTrace(POWER_FOLDER, header),
    openCrossCheck: (header) => openTrace(CROSS_CHECK_FOLDER, header),
    openRaw(header) {
      const label = labelOf(directory, idFile(RAW_FOLDER, header.id));
      const append = openIdFile(RAW_FOLDER, header.id, validJson(label, rawHeaderSchema, redactRawHeader(header)));
      return { append: (entry) => append(JSON.stringify(rawLine(redactRawEntry(entry)))) };
    },
    engine(sample) {
      if (finished) return;
      const file = files.get(ENGINE_FILE) ?? create(ENGINE_FILE);
      file.append(`${JSON.stringify({ ...sample, values: finiteOnly(sample.values) })}\n`);
    },
    step(sample) {
      if (finished) return;
      const file = files.get(STEPS_FILE) ?? create(STEPS_FILE);
      file.append(`${JSON.stringify(sample)}\n`);
    },
    async note(training) {
      const noted = prepareManifest({ ...manifest, training });
      const written = noting.then(() => (finished ? undefined : writeManifest(directory, noted)));
      noting = written.catch(() => {});
      await written;
    },
    async finish(ending) {
      if (finished) throw new Error(`the record of ${manifest.runId} is finished`);
      finished = true;
      // One manifest at a time is written; the last one has the last word.
      await noting;
      // A shard that could not be opened has told so to whoever opened it.
      const opened = (await Promise.allSettled(shards.values())).flatMap((shard) =>
        shard.status === "fulfilled" ? [shard.value] : [],
      );
      const writeError = await closeAll([...files.values(), ...opened]);
      const hashes = await hashFiles(directory, [...(await namesOfShardFiles(directory)), ...files.keys()]);
      const { prepared: last, error } = prepareEnding(manifest, ending, hashes, writeError);
      const written = writeManifest(directory, last);
      // A disk that refused a file may refuse the manifest as well; it then still says `running`.
      await (error === undefined ? written : written.catch(() => {}));
      if (error !== undefined) throw error;
      return last.manifest;
    },
  };
}

/** A reading on its own line takes the least room: `withinNs` is left out where the stamp is exact. */
function rawLine({ atNs, withinNs, text }: RawEntry): readonly unknown[] {
  return withinNs === 0 ? [atNs, text] : [atNs, text, withinNs];
}

function finiteOnly(values: EngineSample["values"]): EngineSample["values"] {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => Number.isFinite(value)));
}

/** The last manifest: of a run that failed where its files could not be written, or where the format refuses `ending`. */
function prepareEnding(
  { files: _, ...begun }: RunManifest,
  ending: RunEnding,
  files: RunManifest["files"],
  writeError: MeasurementError | undefined,
): { readonly prepared: PreparedManifest; readonly error?: MeasurementError | undefined } {
  const failedBecause = ({ finding }: MeasurementError) => ({ state: "failed", failure: finding, files }) as const;
  const ended = { ...begun, ...ending, files };
  try {
    const last = writeError === undefined ? ended : { ...ended, ...failedBecause(writeError) };
    return { prepared: prepareManifest(last), error: writeError };
  } catch (error) {
    if (!(error instanceof MeasurementError)) throw error;
    return { prepared: prepareManifest({ ...begun, ...failedBecause(error) }), error };
  }
}

/** Closes all files, also after one of them failed; returns the first failure. */
async function closeAll(files: readonly { close(): Promise<void> }[]): Promise<MeasurementError | undefined> {
  const outcomes = await Promise.allSettled(files.map((file) => file.close()));
  return outcomes.find((outcome) => outcome.status === "rejected")?.reason as MeasurementError | undefined;
}
