import { namedRandom, type Random } from "../../src/contract/random.js";
import { readEnginePage } from "../../src/engine/engine-values.js";
import { createSseScanner } from "../../src/load/sse/sse-scanner.js";
import { telemetryFormats } from "../../src/power/parse/formats.js";
import { createWrapUndo, parseMicrojoules } from "../../src/power/parse/rapl.js";
import type { TelemetryFormat } from "../../src/power/telemetry-parser.js";
import { sampleOutputOf } from "../telemetry/all-output.js";
import { sampleMetricsPage } from "../telemetry/metrics-page.js";
import { digits } from "../telemetry/sample-output.js";
import { type ClaimArguments, type Figure, proveClaim } from "./claim.js";

/**
 * A parser may take ten times as long as `String.split` takes to cut the same text into lines and fields: slower, and it
 * would be the parser, not the text, that costs.
 */
const SLOWEST_AGAINST_SPLIT = 0.1;

/** A token factory of four Atlas 900 A3 super-nodes, read as often as the fastest tool can: not more than this share of a core. */
const DEVICES = 1536;
const READINGS_PER_SECOND = 10;
const LARGEST_CORE_SHARE = 0.5;

/** Formats that no power source reads again and again: they come from files, once. */
const NOT_POLLED = ["nvidia-smi-q", "nvidia-smi-dmon", "plain"];

const TEXT_BYTES = 2 ** 20;

/** One parser at work on one text. */
interface Subject {
  readonly name: string;
  readonly text: string;
  /** Readings in the text; absent where a share of a core means nothing. */
  readonly readings?: number | undefined;
  /** What parts the fields of a line. */
  readonly fields: RegExp | string;
  parse(): unknown;
}

await proveClaim({ name: "speed of the parsers", defaults: { seed: 1, runs: 15 }, measure });

async function measure({ seed, runs }: ClaimArguments): Promise<readonly Figure[]> {
  const subjects = [
    ...telemetryFormats.map((format) => telemetrySubject(format, namedRandom(seed, format.name))),
    raplSubject(namedRandom(seed, "rapl")),
    metricsSubject(namedRandom(seed, "metrics")),
    streamSubject(namedRandom(seed, "stream")),
  ];
  return subjects.flatMap((subject) => figuresOf(subject, runs));
}

function figuresOf(subject: Subject, runs: number): readonly Figure[] {
  const { name, text, readings, fields } = subject;
  const split = (): unknown => text.split("\n").map((line) => line.split(fields));
  const ratios: number[] = [];
  const parserSeconds: number[] = [];
  const splitSeconds: number[] = [];
  // In turn, so that whatever else the machine does meets both; the first three warm up.
  for (let run = -3; run < runs; run += 1) {
    const [parsed, cut] = [seconds(subject.parse), seconds(split)];
    if (run < 0) continue;
    ratios.push(cut / parsed);
    parserSeconds.push(parsed);
    splitSeconds.push(cut);
  }
  const megabytes = text.length / 1e6;
  const speeds = [parserSeconds, splitSeconds].map((all) => (megabytes / median(all)).toFixed(0));
  const figures: Figure[] = [
    {
      name: `${name}: speed / String.split into lines and fields`,
      value: median(ratios),
      atLeast: SLOWEST_AGAINST_SPLIT,
      beside: `${speeds[0]} MB/s, split alone ${speeds[1]} MB/s`,
    },
  ];
  if (readings === undefined) return figures;
  const perReading = median(parserSeconds) / readings;
  const bytes = Math.round(text.length / readings);
  figures.push({
    name: `${name}: share of a core for ${DEVICES} devices at ${READINGS_PER_SECOND} Hz`,
    value: DEVICES * READINGS_PER_SECOND * perReading,
    atMost: LARGEST_CORE_SHARE,
    beside: `${(perReading * 1e6).toFixed(2)} us and ${bytes} bytes a reading`,
  });
  return figures;
}

/** Rounds of 8 devices, as one node prints them. */
function telemetrySubject(format: TelemetryFormat, random: Random): Subject {
  const sample = sampleOutputOf(format.name);
  const rounds: string[][] = [];
  let [bytes, readings] = [0, 0];
  while (bytes < TEXT_BYTES) {
    const values = Array.from({ length: 8 }, () => sample.sampleValue(random));
    const lines = [...sample.round(values, random).lines];
    rounds.push(lines);
    bytes += lines.join("\n").length + 1;
    readings += values.length;
  }
  const text = [...sample.preamble(), ...rounds.flat()].join("\n");
  const parse = (): void => {
    const parser = format.createParser();
    let seen = 0;
    for (const line of text.split("\n")) seen += parser.line(line).length;
    seen += parser.end().length;
    if (seen !== readings) throw new Error(`${format.name}: ${seen} readings of ${readings}`);
  };
  const counted = NOT_POLLED.includes(format.name) ? undefined : readings;
  return { name: format.name, text, readings: counted, fields: /[\s,|:]+/, parse };
}

function raplSubject(random: Random): Subject {
  const range = 262_143_328_850;
  let counter = 0;
  const lines = Array.from({ length: TEXT_BYTES / 12 }, () => {
    counter = (counter + Math.floor(random() * 1e9)) % range;
    return String(counter);
  });
  const text = lines.join("\n");
  const parse = (): void => {
    const undo = createWrapUndo(range);
    let joules = 0;
    for (const line of text.split("\n")) joules = undo(parseMicrojoules(line) ?? Number.NaN);
    if (!(joules > 0)) throw new Error(`rapl: ${joules} J`);
  };
  return { name: "rapl", text, readings: lines.length, fields: " ", parse };
}

function metricsSubject(random: Random): Subject {
  const pages = Array.from({ length: 200 }, () => sampleMetricsPage(random).lines.join("\n"));
  const parse = (): void => {
    for (const page of pages) {
      if (Object.keys(readEnginePage(page).values).length !== 5) throw new Error("a metrics page is not read");
    }
  };
  return { name: "prometheus-text", text: pages.join("\n"), fields: /[\s,{}]+/, parse };
}

function streamSubject(random: Random): Subject {
  const events = Array.from({ length: TEXT_BYTES / 128 }, () => {
    const content = ` word${digits(random, 3)}`;
    return `data: {"id":"chatcmpl-1","choices":[{"index":0,"delta":{"content":"${content}"},"finish_reason":null}]}\n\n`;
  });
  const text = events.join("");
  const bytes = new TextEncoder().encode(text);
  const parse = (): void => {
    let seen = 0;
    const scanner = createSseScanner(() => {
      seen += 1;
    });
    // As a socket hands it over.
    for (let at = 0; at < bytes.length; at += 1500) scanner.push(bytes.subarray(at, at + 1500));
    scanner.end();
    if (seen !== events.length) throw new Error(`${seen} events`);
  };
  return { name: "sse-scanner", text, fields: ":", parse };
}

/** Processor time, of which other programs take nothing. */
function seconds(work: () => unknown): number {
  const start = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1e6;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
