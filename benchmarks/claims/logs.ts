import { PassThrough } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import { namedRandom, type Random } from "../../src/contract/random.js";
import { logParsers } from "../../src/jobs/logs/all.js";
import { followLog } from "../../src/jobs/logs/follow-log.js";
import { digits } from "../telemetry/sample-output.js";
import { type ClaimArguments, type Figure, proveClaim } from "./claim.js";

const LOG_BYTES = 1e9;
/** As a pipe or a file is read. */
const PIECE_BYTES = 2 ** 16;
/** The log is this text again and again: each time, the training starts anew. */
const TEXT_BYTES = 2 ** 24;

const SLOWEST_BYTES_PER_SECOND = 100e6;
const LIVE_LINES_PER_SECOND = 10;
const LIVE_SECONDS = 10;
const LARGEST_CORE_SHARE = 0.01;

interface SampleLog {
  readonly bytes: Buffer;
  readonly lines: readonly string[];
  readonly steps: number;
  readonly stepBytes: number;
}

await proveClaim({ name: "following the log of a job", defaults: { seed: 1, runs: 3 }, measure });

async function measure({ seed, runs }: ClaimArguments): Promise<readonly Figure[]> {
  const log = sampleLog(namedRandom(seed, "log"));
  const pieces = Array.from({ length: Math.ceil(log.bytes.length / PIECE_BYTES) }, (_, index) =>
    log.bytes.subarray(index * PIECE_BYTES, (index + 1) * PIECE_BYTES),
  );
  const repeats = Math.ceil(LOG_BYTES / log.bytes.length);
  const parse = (times: number): void => {
    const follower = followLog(logParsers.get("megatron-lm"));
    let steps = 0;
    for (let repeat = 0; repeat < times; repeat += 1) {
      for (const piece of pieces) {
        for (const { entry } of follower.push(piece, repeat)) if (entry.kind === "step") steps += 1;
      }
    }
    if (steps !== times * log.steps) throw new Error(`${steps} steps of ${times * log.steps}`);
  };
  const cut = (times: number): void => {
    let lines = 0;
    for (let repeat = 0; repeat < times; repeat += 1) {
      for (const piece of pieces) {
        for (let at = piece.indexOf(10); at >= 0; at = piece.indexOf(10, at + 1)) lines += 1;
      }
    }
    if (lines !== times * log.lines.length) throw new Error(`${lines} lines of ${times * log.lines.length}`);
  };
  parse(4);
  cut(4);
  const bytes = repeats * log.bytes.length;
  const speeds: { parsed: number; cut: number }[] = [];
  // In turn, so that whatever else the machine does meets both.
  for (let run = 0; run < Math.max(1, runs); run += 1) {
    speeds.push({ parsed: bytes / seconds(() => parse(repeats)), cut: bytes / seconds(() => cut(repeats)) });
  }
  const share = Math.round((100 * log.stepBytes) / log.bytes.length);
  const alone = median(speeds.map((speed) => speed.cut));
  return [
    {
      name: "bytes/s of a log of 1 GB",
      value: median(speeds.map((speed) => speed.parsed)),
      atLeast: SLOWEST_BYTES_PER_SECOND,
      beside: `${share} % of the bytes are lines of steps; the line ends alone, by buffer.indexOf: ${alone.toPrecision(3)} bytes/s`,
    },
    await liveShare(log),
  ];
}

/** Real time: lines come through a stream ten times a second, one piece each, as a tail of a file hands them over. */
async function liveShare(log: SampleLog): Promise<Figure> {
  const follower = followLog(logParsers.get("megatron-lm"));
  const stream = new PassThrough();
  let entries = 0;
  stream.on("data", (piece: Buffer) => {
    entries += follower.push(piece, performance.now() * 1e6).length;
  });
  const start = process.cpuUsage();
  const startMs = performance.now();
  for (const line of log.lines.slice(0, LIVE_LINES_PER_SECOND * LIVE_SECONDS)) {
    stream.write(`${line}\n`);
    await sleep(1000 / LIVE_LINES_PER_SECOND);
  }
  const { user, system } = process.cpuUsage(start);
  const elapsedMs = performance.now() - startMs;
  if (entries === 0) throw new Error("no step was seen");
  return {
    name: `share of a core for a live log of ${LIVE_LINES_PER_SECOND} lines/s`,
    value: (user + system) / 1000 / elapsedMs,
    atMost: LARGEST_CORE_SHARE,
    beside: "all of the process, the writer of the lines and its timer too",
  };
}

/** A line of a step among what else a job of many ranks prints. */
function sampleLog(random: Random): SampleLog {
  const lines: string[] = [];
  let [bytes, steps, stepBytes] = [0, 0, 0];
  const add = (line: string): void => {
    lines.push(line);
    bytes += line.length + 1;
  };
  while (bytes < TEXT_BYTES) {
    steps += 1;
    const step = stepLine(steps, random);
    stepBytes += step.length + 1;
    add(step);
    for (let other = 0; other < 6; other += 1) add(otherLine(other, random));
    if (steps % 500 === 0) add(`saving checkpoint at iteration ${steps} to checkpoints in torch_dist format`);
  }
  return { bytes: Buffer.from(lines.map((line) => `${line}\n`).join("")), lines, steps, stepBytes };
}

function stepLine(step: number, random: Random): string {
  const two = (): string => digits(random, 2);
  return [
    ` [2026-01-16 07:${two()}:${two()}.${digits(random, 6)}] iteration ${String(step).padStart(8)}/  500000`,
    `consumed samples: ${String(step * 2048).padStart(12)}`,
    `elapsed time per iteration (ms): 15${digits(random, 3)}.${digits(random, 1)}`,
    `throughput per GPU (TFLOP/s/GPU): ${digits(random, 3)}.${digits(random, 1)}`,
    `learning rate: 4.${digits(random, 6)}E-07`,
    "global batch size:  2048",
    `lm loss: 1.${digits(random, 6)}E+01`,
    "loss scale: 1.0",
    `grad norm: 2.${digits(random, 3)}`,
    "number of skipped iterations:   0",
    "number of nan iterations:   0 |",
  ].join(" | ");
}

function otherLine(kind: number, random: Random): string {
  const three = (): string => digits(random, 3);
  switch (kind) {
    case 0:
      return "(min, max) time across ranks (ms):";
    case 1:
      return `    forward-backward ...............................: (15${three()}.20, 15${three()}.11)`;
    case 2:
      return `    optimizer ......................................: (${three()}.07, ${three()}.91)`;
    case 3:
      return `n${three()}:${three()}:${three()} [3] NCCL INFO Channel 0${three()}/0 : 3[3] -> 11[3] [send] via NET/IB/3/GDRDMA`;
    case 4:
      return `[rank${three()}]:[W116 07:32:24.${three()}] Warning: the iteration ran over a checkpoint of its graph (function operator())`;
    default:
      return ` > loading shard ${three()} of 128: dataset/c4-train.en_${three()}_text_document.bin (${three()} MB)`;
  }
}

/** Processor time, of which other programs take nothing. */
function seconds(work: () => void): number {
  const start = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1e6;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
