import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** Of the kernel's accounts of processes, which count in ticks; 100 on every Linux that Node runs on. */
const TICKS_PER_SECOND = 100;

/**
 * Runs a module of this benchmark as a process, bound to a processor where one is given: it gets the task as its first
 * message and answers with one message.
 *
 * @param main its compiled file, beside this one
 */
export async function runChild<Result>(main: string, task: unknown, core: number | undefined): Promise<Result> {
  const child = forkOn(fileURLToPath(new URL(main, import.meta.url)), core);
  const failed = once(child, "exit").then(([code, signal]) => {
    throw new Error(`${main} ended with ${signal ?? code} before it answered`);
  });
  child.send(task as object);
  try {
    const [answer] = (await Promise.race([once(child, "message"), failed])) as [Result];
    return answer;
  } finally {
    failed.catch(() => undefined);
    child.kill("SIGKILL");
  }
}

function forkOn(path: string, core: number | undefined): ChildProcess {
  const pinned = core === undefined ? {} : { execPath: "taskset", execArgv: ["-c", String(core), process.execPath] };
  return fork(path, [], { ...pinned, serialization: "advanced" });
}

/** Resolves with the first message of the parent: what `runChild` was given. */
export async function receiveTask<Task>(): Promise<Task> {
  const [task] = (await once(process, "message")) as [Task];
  return task;
}

/** Answers the parent, and ends when it has the answer. */
export function answerTask(result: unknown): void {
  process.send?.(result as object, undefined, undefined, () => process.disconnect());
}

/**
 * CPU seconds of all children of this process that have ended and been waited for, to a hundredth of a second; NaN where the
 * kernel does not tell.
 */
export function endedChildrenCpuSeconds(): number {
  try {
    const text = readFileSync("/proc/self/stat", "utf8");
    // The name of the program, in parentheses, may hold spaces. Behind it cutime and cstime are the 14th and 15th.
    const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
    return (Number(fields[13]) + Number(fields[14])) / TICKS_PER_SECOND;
  } catch {
    return Number.NaN;
  }
}
