import type { TrainingWorkload } from "../../model/training-workload.js";
import type { OpenTraining } from "../backend-adapter.js";
import type { Job, JobEvent, JobRequest } from "../job-launcher.js";
import { demand, withinLimit } from "./contract-case.js";

interface Launched {
  readonly job: Job;
  readonly events: readonly JobEvent[];
  /** Output so far. */
  text(): string;
}

async function launch(
  { own }: OpenTraining,
  folder: string,
  workload: TrainingWorkload,
): Promise<Launched | undefined> {
  if (own === undefined) return undefined;
  const events: JobEvent[] = [];
  const decoder = new TextDecoder();
  let output = "";
  const request: JobRequest = {
    name: workload.id,
    command: ["true"],
    environment: {},
    directory: folder,
    nodes: 1,
    keepIn: folder,
  };
  const job = await withinLimit(
    "launch",
    own.launcher.launch(request, {
      event: (event) => events.push(event),
      output: (bytes) => {
        output += decoder.decode(bytes, { stream: true });
      },
      report: () => undefined,
    }),
  );
  return { job, events, text: () => output };
}

/** Launches the adapter's own job, if it has one: all steps must be made, and its own parser must find them. */
export async function trainsAllSteps(
  training: OpenTraining,
  workload: TrainingWorkload,
  folder: string,
): Promise<void> {
  const launched = await launch(training, folder, workload);
  if (launched === undefined) return;
  const end = await withinLimit("the training", launched.job.ended);
  demand(end.outcome === "completed", `the training ended as ${end.outcome}`);
  demand(
    launched.events.map(({ kind }) => kind).join(" ") === "started ended",
    "its events are not `started` and then `ended`",
  );
  const parser = training.own?.logs.create();
  const lines = launched.text().split("\n");
  const entries = [...lines.flatMap((line) => parser?.line(line) ?? []), ...(parser?.end() ?? [])];
  const last = entries.reduce((most, entry) => (entry.kind === "step" ? Math.max(most, entry.step) : most), 0);
  const total = workload.warmUpSteps + workload.steps;
  demand(last >= total - 1, `the log tells of ${last} steps, ${total} were asked for`);
}

/** Cancels it as soon as it was launched, and once more. */
export async function endsWhenCancelled(
  training: OpenTraining,
  workload: TrainingWorkload,
  folder: string,
): Promise<void> {
  const launched = await launch(training, folder, workload);
  if (launched === undefined) return;
  await withinLimit("cancel", launched.job.cancel());
  await withinLimit("the end of a cancelled job", launched.job.ended);
  const ends = (): number => launched.events.filter(({ kind }) => kind === "ended").length;
  await withinLimit("a second cancel", launched.job.cancel());
  demand(ends() === 1, "a cancelled job has no end, or two");
}
