import type { ExitCode } from "../model/exit-codes.js";

/** A stream that text goes to; `isTTY` and `columns` are there when people watch. */
export interface TextStream extends NodeJS.WritableStream {
  readonly isTTY?: boolean | undefined;
  readonly columns?: number | undefined;
}

/** What a command may touch of the process it runs in. Injected, so that commands can be tried without one. */
export interface CliContext {
  /** What stands behind `tokwatt` on the command line. */
  readonly arguments: readonly string[];
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** The folder that relative paths on the command line start from. */
  readonly workingDir: string;
  /** For data. */
  readonly stdout: TextStream;
  /** For progress, warnings and errors. */
  readonly stderr: TextStream;
  /** Monotonic milliseconds; for showing how long things take, never for measuring. */
  nowMs(): number;
  /** Calls `listener` on every SIGINT and SIGTERM, in place of ending; the result takes it off again. */
  onStopSignal(listener: () => void): () => void;
  /** Ends at once, whatever is still open. */
  exitNow(code: ExitCode): void;
  /** The code to end with once nothing is left to do. */
  setExitCode(code: ExitCode): void;
}

const STOP_SIGNALS = ["SIGINT", "SIGTERM"] as const;

/** The process that runs. The only place of the command line that touches `process`. */
export function processContext(): CliContext {
  process.stdout.on("error", ignoreClosedPipe);
  process.stderr.on("error", ignoreClosedPipe);
  return {
    arguments: process.argv.slice(2),
    environment: process.env,
    workingDir: process.cwd(),
    stdout: process.stdout,
    stderr: process.stderr,
    nowMs: () => performance.now(),
    onStopSignal: (listener) => {
      for (const signal of STOP_SIGNALS) process.on(signal, listener);
      return () => {
        for (const signal of STOP_SIGNALS) process.off(signal, listener);
      };
    },
    exitNow: (code) => process.exit(code),
    setExitCode: (code) => {
      process.exitCode = code;
    },
  };
}

/** `tokwatt report results | head` is no error: whoever read has had enough. */
function ignoreClosedPipe(error: NodeJS.ErrnoException): void {
  if (error.code !== "EPIPE") throw error;
}
