import { PassThrough } from "node:stream";
import type { CommandContext } from "../../src/cli/command.js";
import type { TextStream } from "../../src/cli/context.js";
import type { ExitCode } from "../../src/model/exit-codes.js";

/** A process that exists only for a test: what is written is kept, signals are sent by hand, time passes by hand. */
export interface FakeProcess {
  readonly context: CommandContext;
  out(): string;
  err(): string;
  /** Calls whoever listens for SIGINT and SIGTERM. */
  interrupt(): void;
  readonly listening: () => number;
  readonly exits: readonly ExitCode[];
  advanceMs(ms: number): void;
}

export function fakeProcess(words: readonly string[] = [], changes: Partial<CommandContext> = {}): FakeProcess {
  const [stdout, stderr] = [keepingStream(), keepingStream()];
  const listeners = new Set<() => void>();
  const exits: ExitCode[] = [];
  let nowMs = 0;
  const context: CommandContext = {
    arguments: words,
    environment: {},
    workingDir: process.cwd(),
    language: "en",
    commands: [],
    stdout: stdout.stream,
    stderr: stderr.stream,
    nowMs: () => nowMs,
    onStopSignal: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    exitNow: (code) => exits.push(code),
    setExitCode: (code) => exits.push(code),
    ...changes,
  };
  return {
    context,
    out: stdout.text,
    err: stderr.text,
    interrupt: () => {
      for (const listener of listeners) listener();
    },
    listening: () => listeners.size,
    exits,
    advanceMs: (ms) => {
      nowMs += ms;
    },
  };
}

/** A stream that keeps what is written to it; with `columns` it passes for a terminal. */
export function keepingStream(columns?: number): { readonly stream: TextStream; readonly text: () => string } {
  const chunks: string[] = [];
  const stream = new PassThrough({ encoding: "utf8" });
  stream.on("data", (chunk: string) => chunks.push(chunk));
  const terminal = columns === undefined ? {} : { isTTY: true, columns };
  return { stream: Object.assign(stream, terminal), text: () => chunks.join("") };
}
