import { spawnSync } from "node:child_process";
import { startPacedServer } from "../../src/simulation/paced-server/start-paced-server.js";
import { type ClaimArguments, type Figure, proveClaim } from "../claims/claim.js";
import { wholeNumber } from "../whole-number.js";
import { chooseCores } from "./cores.js";
import { runOurs } from "./run-ours.js";
import { streamsWorkload } from "./streams-workload.js";

/*
 * Ports: a connection is the four of two addresses and two ports, so one client address and one server have as many as there
 * are local ports (28,232 by Linux's default), and 10,000 need no second address. Files: Node raises its own limit of open
 * files to the hard one when it starts, so the hard one decides (`ulimit -Hn`), on both sides.
 */

const STREAMS = 10_000;
const START_SECONDS = 10;
const GAP_MS = 1000;
/** So long that all streams are open together for ten seconds. */
const TOKENS = 22;
/** Files that a worker has open beside its streams. */
const OTHER_FILES = 100;

await proveClaim({
  name: "many concurrent streams",
  defaults: { seed: 1, runs: 1 },
  options: ["streams"],
  measure,
});

async function measure({ seed, options }: ClaimArguments): Promise<readonly Figure[]> {
  const streams = wholeNumber("--streams", options["streams"], STREAMS);
  const files = hardFileLimit();
  if (files < streams + OTHER_FILES) {
    process.stderr.write(
      `${streams} streams need as many open files, and the hard limit here is ${files} (ulimit -Hn)\n`,
    );
  }
  const { cores, note } = chooseCores();
  const server = await startPacedServer({ pace: "spread", ttftMs: 100, gapMs: GAP_MS }, cores?.server);
  try {
    const base = { baseUrl: server.baseUrl, model: "plain", seed };
    const few = await runOurs(
      { ...base, workload: streamsWorkload({ streams: 10, tokens: 2, startSeconds: 0 }) },
      cores?.client,
    );
    const workload = streamsWorkload({ streams, tokens: TOKENS, startSeconds: START_SECONDS });
    const { record, workersPeakBytes } = await runOurs({ ...base, workload }, cores?.client);
    const { mostOpenStreams, cpuSeconds } = await server.statistics();
    const bad = record.requests.filter(({ status }) => status !== "ok");
    const lag = record.manifest.client?.receiveLag;
    return [
      {
        name: "streams open at once, as the server saw them",
        value: mostOpenStreams,
        atLeast: streams,
        beside: `hard limit of open files ${files}; ${note}; CPU of the server ${cpuSeconds.toFixed(1)} s`,
      },
      {
        name: "requests that did not succeed",
        value: bad.length + (streams - record.requests.length),
        atMost: 0,
        beside: bad[0]?.failure === undefined ? `of ${streams}` : `${bad[0].failure.kind} ${bad[0].failure.detail}`,
      },
      {
        name: "memory of the worker for each stream, kB",
        value: (workersPeakBytes - few.workersPeakBytes) / streams / 1e3,
        beside: `${megabytes(workersPeakBytes)} MB in all, ${megabytes(few.workersPeakBytes)} MB with ten streams`,
      },
      { name: "receive lag p99 by the worker's own probes, ms", value: lag?.p99Ms ?? Number.NaN },
    ];
  } finally {
    await server.stop();
  }
}

function hardFileLimit(): number {
  const { stdout } = spawnSync("sh", ["-c", "ulimit -Hn"], { encoding: "utf8" });
  return stdout.trim() === "unlimited" ? Number.POSITIVE_INFINITY : Number(stdout);
}

function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(0);
}
