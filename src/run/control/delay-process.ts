import { type ChildProcess, fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import { MeasurementError } from "../../model/errors.js";
import { type Finding, failure } from "../../model/finding.js";
import type { AnswerTimes } from "./answer-times.js";
import type { FromDelay, ToDelay } from "./delay-messages.js";
import type { DelayStarter } from "./delay-starter.js";

const DELAY_MAIN = fileURLToPath(new URL("./delay-main.js", import.meta.url));

/** One that was told to end is gone by then; else it hangs and is killed. */
const PATIENCE_MS = 5000;

/**
 * Starts a delaying proxy in a process of its own. Its timers poll, and its every piece costs processor time: in the process of the
 * run it would make meters, the engine's page and a mock late, and they it; in a worker's it would be seen as the client's.
 */
export const delayInChild: DelayStarter = async ({ baseUrl, slowdown }) => {
  const child = fork(DELAY_MAIN, { execArgv: [], detached: true, stdio: ["ignore", "ignore", "pipe", "ipc"] });
  let words = "";
  child.stderr?.on("data", (bytes: Buffer) => {
    words = (words + bytes.toString("utf8")).slice(-2000);
  });
  const say = (message: ToDelay): void => {
    if (child.connected) child.send(message, () => undefined);
  };
  let times: AnswerTimes | undefined;
  let isAsked = false;
  const gone = endOf(child);
  const died = new Promise<Finding>((resolve) => {
    void gone.then((outcome) => {
      if (!isAsked) resolve(failure("injected-slowdown-died", { outcome, words: words.trim() }));
    });
  });
  const ready = new Promise<string>((resolve) => {
    child.on("message", (message) => {
      const heard = message as FromDelay;
      if (heard.kind === "ready") resolve(heard.baseUrl);
      else times = heard.times;
    });
  });
  say({ kind: "begin", options: { baseUrl, slowdown } });
  const begun = await Promise.race([ready, died]);
  if (typeof begun !== "string") throw new MeasurementError(begun);
  return {
    baseUrl: begun,
    died,
    stop: async () => {
      isAsked = true;
      say({ kind: "end" });
      const patience = setTimeout(() => child.kill("SIGKILL"), PATIENCE_MS);
      await gone;
      clearTimeout(patience);
      return times;
    },
  };
};

/** Resolves with how the process ended, after its last message and its last words were read. */
function endOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    child.once("error", (error: NodeJS.ErrnoException) => {
      if (child.pid === undefined) resolve(error.code ?? error.message);
    });
    child.once("close", (code, signal) => resolve(signal ?? `exit ${code}`));
  });
}
