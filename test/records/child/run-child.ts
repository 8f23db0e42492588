import { type ChildProcess, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

export interface Child {
  readonly process: ChildProcess;
  /** Resolves when the child has printed this line; rejects when it ends without. */
  line(text: string): Promise<void>;
  readonly ended: Promise<{ readonly code: number | null; readonly signal: NodeJS.Signals | null }>;
  /** All that was printed so far. */
  readonly lines: readonly string[];
}

/**
 * Runs a script of this folder.
 *
 * @param shell what a shell does before, such as `ulimit -f 1`
 */
export function runChild(script: string, args: readonly string[], shell?: string): Child {
  const path = fileURLToPath(new URL(script, import.meta.url));
  const command = [process.execPath, path, ...args];
  const child =
    shell === undefined
      ? spawn(command[0]!, command.slice(1), { stdio: ["ignore", "pipe", "inherit"] })
      : spawn("bash", ["-c", `${shell}; exec "$@"`, "bash", ...command], { stdio: ["ignore", "pipe", "inherit"] });
  const lines: string[] = [];
  const waiting = new Map<string, () => void>();
  createInterface({ input: child.stdout }).on("line", (line) => {
    lines.push(line);
    waiting.get(line)?.();
  });
  const ended = new Promise<{ code: number | null; signal: NodeJS.Signals | null }>((resolve) => {
    child.on("close", (code, signal) => resolve({ code, signal }));
  });
  return {
    process: child,
    lines,
    ended,
    line: (text) =>
      new Promise((resolve, reject) => {
        if (lines.includes(text)) resolve();
        waiting.set(text, resolve);
        void ended.then(({ code, signal }) =>
          reject(new Error(`ended with ${code ?? signal} before it printed ${text}`)),
        );
      }),
  };
}
