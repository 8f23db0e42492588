import { MeasurementError } from "../model/errors.js";
import { failure } from "../model/finding.js";
import type { InferenceWorkload, WorkloadFile } from "../model/workload.js";
import { hashFile } from "../records/hash-file.js";
import { planPhases } from "./phases.js";
import type { WorkloadInputs } from "./workload-inputs.js";

/**
 * What stands beside a workload, read again where the load is driven. The readers are loaded only where there is something
 * to read: they check what they read with schemas, which every worker would pay for.
 *
 * @param files absolute path by SHA-256, as `readSuite` found them
 * @throws MeasurementError when a file is gone, or holds something else than when the plan was made
 */
export async function readWorkloadFiles(
  workload: InferenceWorkload,
  files: ReadonlyMap<string, string>,
): Promise<Pick<WorkloadInputs, "trace" | "dataset">> {
  const { arrival, dataset, phases } = workload;
  return {
    ...(arrival.kind === "trace"
      ? {
          trace: await readUnchanged(arrival.file, files, async (path) => {
            const { readTrace } = await import("./arrivals/traces/read-trace.js");
            const untilNs = planPhases(phases, 0).coolDown.endNs * arrival.speed;
            const { rows, sha256 } = await readTrace({
              format: arrival.format,
              path,
              file: arrival.file.name,
              untilNs,
            });
            return { content: rows, sha256 };
          }),
        }
      : {}),
    ...(dataset === undefined
      ? {}
      : {
          dataset: await readUnchanged(dataset.file, files, async (path) => {
            const { readDataset } = await import("./prompts/read-dataset.js");
            return { sha256: await hashFile(path), content: await readDataset(dataset.form, path) };
          }),
        }),
  };
}

async function readUnchanged<Content>(
  { name, sha256 }: WorkloadFile,
  files: ReadonlyMap<string, string>,
  read: (path: string) => Promise<{ readonly content: Content; readonly sha256: string }>,
): Promise<Content> {
  const path = files.get(sha256);
  if (path === undefined) throw new Error(`Nobody says where the file ${name} of the plan is.`);
  const reading = await read(path).catch((error: unknown) => {
    const reason = error instanceof Error && "code" in error ? String(error.code) : String(error);
    throw new MeasurementError(failure("workload-file-unreadable", { name, reason }), { cause: error });
  });
  if (reading.sha256 !== sha256) throw new MeasurementError(failure("workload-file-changed", { name }));
  return reading.content;
}
