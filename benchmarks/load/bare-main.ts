import { writeFile } from "node:fs/promises";
import { serialize } from "node:v8";
import { type BareOptions, readBare } from "./bare-reader.js";
import { answerTask, receiveTask } from "./child-task.js";

/*
 * The bare reader as a process. What it saw goes to a file, for a million stamps are too many for a message; the CPU time is
 * taken before that, as recording is none of its work.
 */

export interface BareTask extends BareOptions {
  readonly file: string;
}

export interface BareAnswer {
  /** Of the whole process, from its start. */
  readonly cpuSeconds: number;
  readonly peakMemoryBytes: number;
}

const { file, ...options } = await receiveTask<BareTask>();
const streams = await readBare(options);
const { user, system } = process.cpuUsage();
const peakMemoryBytes = process.resourceUsage().maxRSS * 1024;
await writeFile(file, serialize(streams));
answerTask({ cpuSeconds: (user + system) / 1e6, peakMemoryBytes } satisfies BareAnswer);
