import { namedRandom, type Random } from "../../src/contract/random.js";
import { drawArrivals } from "../../src/load/arrivals/arrival-list.js";
import { drawLengths } from "../../src/load/length-draw.js";
import { WORD_VOCABULARY } from "../../src/load/prompts/word-vocabulary.js";
import { NS_PER_SECOND } from "../../src/model/time.js";
import type { TraceFormat } from "../../src/model/workload.js";

/*
 * Small traces in the three published formats, composed and not recorded: no service and no person is behind them. They
 * show the formats and let replay be tried. The real ones are to be had from Mooncake, Azure and BurstGPT themselves.
 */

/** What the composed traces are drawn from. */
export const COMPOSED_SEED = "tokwatt composed traces 1";

/** Length of each trace, and its mean rate: about 200 requests, in bursts. */
const SECONDS = 66;
const REQUESTS_PER_SECOND = 3.1;
const BURSTINESS = 0.4;

const PROMPTS = { kind: "lognormal", median: 700, sigma: 0.9, low: 24, high: 6000 } as const;
const OUTPUTS = { kind: "lognormal", median: 120, sigma: 0.7, low: 4, high: 700 } as const;
/** Long questions tend to get long answers. */
const CORRELATION = 0.3;

interface ComposedRow {
  readonly seconds: number;
  readonly prompt: number;
  readonly output: number;
}

/** The text of the file. */
export function composeTrace(format: TraceFormat): string {
  const random = namedRandom(COMPOSED_SEED, format);
  const lines = { mooncake: mooncakeLines, azure: azureLines, burstgpt: burstGptLines }[format](
    composeRows(format, random),
    random,
  );
  return `${lines.join("\n")}\n`;
}

function composeRows(format: TraceFormat, random: Random): readonly ComposedRow[] {
  const arrival = { kind: "gamma", requestsPerSecond: REQUESTS_PER_SECOND, burstiness: BURSTINESS } as const;
  const inputs = { vocabulary: WORD_VOCABULARY, salt: "" };
  const schedule = drawArrivals(arrival, SECONDS * NS_PER_SECOND, `${COMPOSED_SEED}:${format}`, inputs);
  const timesNs = schedule.kind === "open" ? schedule.timesNs : [];
  return timesNs.map((atNs) => ({
    seconds: (atNs - (timesNs[0] ?? 0)) / NS_PER_SECOND,
    ...drawLengths(PROMPTS, OUTPUTS, CORRELATION, random),
  }));
}

/**
 * Every row begins with the block of a common system prompt. More than half of the rows go on with one of the last ten
 * conversations: all of its blocks, and new ones for what was said since.
 */
function mooncakeLines(rows: readonly ComposedRow[], random: Random): readonly string[] {
  const blockTokens = 512;
  const conversations: number[][] = [];
  let nextBlock = 1;
  return rows.map(({ seconds, prompt, output }) => {
    const before = random() < 0.6 ? conversations.at(-1 - Math.floor(random() * 10)) : undefined;
    const blocks = before ?? [0];
    // Blocks that were full stay what they are; a prompt goes on in blocks of its own.
    const tokens = blocks.length * blockTokens + prompt;
    const own = Array.from({ length: Math.ceil(prompt / blockTokens) }, () => nextBlock++);
    const hashIds = [...blocks, ...own];
    // Histories do not grow for ever.
    if (hashIds.length < 14) conversations.push(hashIds.slice(0, Math.floor(tokens / blockTokens)));
    const row = {
      timestamp: Math.round(seconds * 1000),
      input_length: tokens,
      output_length: output,
      hash_ids: hashIds,
    };
    return JSON.stringify(row).replaceAll(/([,:])(?=["\d[])/g, "$1 ");
  });
}

function azureLines(rows: readonly ComposedRow[]): readonly string[] {
  const startMs = Date.UTC(2026, 0, 1, 12, 0, 0);
  const lines = rows.map(({ seconds, prompt, output }) => {
    const ticks = Math.round(seconds * 1e7);
    const whole = new Date(startMs + Math.floor(ticks / 1e7) * 1000).toISOString();
    const time = `${whole.slice(0, 19).replace("T", " ")}.${String(ticks % 1e7).padStart(7, "0")}`;
    return `${time},${prompt},${output}`;
  });
  return ["TIMESTAMP,ContextTokens,GeneratedTokens", ...lines];
}

function burstGptLines(rows: readonly ComposedRow[], random: Random): readonly string[] {
  const lines = rows.map(({ seconds, prompt, output }) => {
    const model = random() < 0.8 ? "ChatGPT" : "GPT-4";
    const log = random() < 0.7 ? "Conversation log" : "API log";
    return [seconds.toFixed(2), model, prompt, output, prompt + output, log].join(",");
  });
  return ["Timestamp,Model,Request tokens,Response tokens,Total tokens,Log Type", ...lines];
}
