import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { basename } from "node:path";
import { z } from "zod";
import { API_VERSION } from "../../contract/backend-adapter.js";
import type { Job, JobEvent, JobLauncherDefinition, JobObserver } from "../../contract/job-launcher.js";
import { MeasurementError } from "../../model/errors.js";
import { failure } from "../../model/finding.js";

/** Zones reach from -12 to +14 hours. */
const utcOffsetOptionSchema = z.int().min(-720).max(840).default(0);

const attachOptionsSchema = z.strictObject({
  log: z.string().min(1).describe("Log of a job that has ended: a file."),
  utcOffsetMinutes: utcOffsetOptionSchema.describe(
    "How far the clock of the log's wall times was ahead of UTC, in minutes: logs name no zone. China: 480.",
  ),
  nodes: z.array(z.string().min(1)).default([]).describe("Nodes that it ran on, in the order of their ranks."),
});

export type AttachOptions = z.output<typeof attachOptionsSchema>;

/**
 * Reads what a job left behind, without launching anything: its command is not run. All bytes are read within moments, so
 * the only times that count are those that the log itself tells.
 */
export const attachLauncher: JobLauncherDefinition<AttachOptions> = {
  apiVersion: API_VERSION,
  name: "attach",
  optionsSchema: attachOptionsSchema,
  isRecorded: true,
  files: ["log"],
  create: (options, { clock }) => ({
    id: "attach",
    utcOffsetMinutes: options.utcOffsetMinutes,
    launch: async (_request, observer) => {
      const isFile = await stat(options.log)
        .then((found) => found.isFile())
        .catch(() => false);
      if (!isFile) throw new MeasurementError(failure("job-log-missing", { file: basename(options.log) }));
      observer.event({ kind: "started", atNs: clock.nowNs(), nodes: options.nodes });
      return readJob(options.log, observer, () => clock.nowNs());
    },
  }),
};

function readJob(path: string, observer: JobObserver, nowNs: () => number): Job {
  const stream = createReadStream(path);
  let isCancelled = false;
  const read = async (): Promise<Extract<JobEvent, { kind: "ended" }>> => {
    try {
      for await (const bytes of stream) {
        if (isCancelled) break;
        observer.output(bytes as Buffer, nowNs());
      }
    } catch (error) {
      if (!isCancelled) {
        const reason = error instanceof Error && "code" in error ? String(error.code) : String(error);
        throw new MeasurementError(failure("job-output-unreadable", { reason }), { cause: error });
      }
    }
    // Whether the job ended well, nobody tells: its log must have the steps.
    const outcome = isCancelled ? "cancelled" : "completed";
    const end = { kind: "ended", atNs: nowNs(), outcome, detail: "read" } as const;
    observer.event(end);
    return end;
  };
  const ended = read();
  ended.catch(() => {});
  return {
    ticket: "attach",
    ended,
    cancel: async () => {
      isCancelled = true;
      stream.destroy();
      await ended;
    },
  };
}
