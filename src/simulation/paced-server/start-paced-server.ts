import { fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import { DEFAULT_PACED_OPTIONS, type PacedOptions, toArguments } from "./paced-options.js";
import type { PacedStatistics, StreamTruth } from "./stream-log.js";

const MAIN = fileURLToPath(new URL("./paced-server-main.js", import.meta.url));

/** A paced server in a process of its own. */
export interface PacedServerProcess {
  /** Without a trailing slash. */
  readonly baseUrl: string;
  readonly pid: number;
  /** What it sent when, since the last call of `clear`. */
  truths(): Promise<readonly StreamTruth[]>;
  statistics(): Promise<PacedStatistics>;
  clear(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Starts a paced server as a process. It ends with this one, however that ends.
 *
 * @param core processor that it is bound to by `taskset`, where there is one; any when absent
 * @throws Error when it does not start
 */
export async function startPacedServer(
  options: Partial<PacedOptions> = {},
  core?: number,
): Promise<PacedServerProcess> {
  const pinned = core === undefined ? {} : { execPath: "taskset", execArgv: ["-c", String(core), process.execPath] };
  const child = fork(MAIN, toArguments({ ...DEFAULT_PACED_OPTIONS, ...options }), pinned);
  const exited = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const baseUrl = await new Promise<string>((resolve, reject) => {
    child.once("message", (message) => resolve((message as { baseUrl: string }).baseUrl));
    child.once("error", reject);
    child.once("exit", (code, signal) => reject(new Error(`the paced server ended with ${signal ?? code}`)));
  });
  const ask = async (path: string, method = "GET"): Promise<unknown> => {
    const response = await fetch(`${baseUrl}/control/${path}`, { method });
    return response.json();
  };
  return {
    baseUrl,
    pid: child.pid ?? 0,
    truths: async () => (await ask("log")) as readonly StreamTruth[],
    statistics: async () => (await ask("statistics")) as PacedStatistics,
    clear: async () => void (await ask("clear", "POST")),
    stop: async () => {
      child.kill("SIGKILL");
      await exited;
    },
  };
}
