import fc from "fast-check";
import { namedRandom, type Random } from "../../src/contract/random.js";
import type { DeviceReading, TelemetryFormat, TelemetryParser } from "../../src/power/telemetry-parser.js";
import { sampleOutputOf } from "../telemetry/all-output.js";
import type { SampleOutput, SampleRound } from "../telemetry/sample-output.js";
import { demand, type FuzzTarget } from "./fuzz-target.js";
import { garbageText, keepColumns, type Mutation, mutate, mutation, NOT_NUMBERS } from "./mutation.js";

/** What befalls the output of a tool in one case. */
type Scenario =
  | { readonly kind: "mutated"; readonly mutations: readonly Mutation[] }
  | { readonly kind: "missing"; readonly tokens: readonly (string | undefined)[] }
  | { readonly kind: "garbage-between"; readonly pieces: readonly Piece[] }
  | { readonly kind: "garbage-only"; readonly lines: readonly string[] };

/** A line of garbage, or the first part of one of the tool's own lines. */
interface Piece {
  readonly before: number;
  readonly text: string;
  readonly half: { readonly line: number; readonly at: number } | undefined;
}

const piece: fc.Arbitrary<Piece> = fc.record({
  before: fc.nat(60),
  text: garbageText,
  half: fc.option(fc.record({ line: fc.nat(60), at: fc.nat(120) }), { nil: undefined }),
});

const scenario: fc.Arbitrary<Scenario> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({ kind: fc.constant("mutated"), mutations: fc.array(mutation, { maxLength: 6 }) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant("missing"),
      tokens: fc.array(fc.option(fc.constantFrom(...NOT_NUMBERS), { nil: undefined, freq: 2 }), { maxLength: 4 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant("garbage-between"), pieces: fc.array(piece, { maxLength: 6 }) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant("garbage-only"), lines: fc.array(garbageText, { maxLength: 12 }) }),
  },
);

/**
 * A format under fuzzing: nothing is thrown, every value is finite and not negative, a 0 is never made up, a word for
 * "none" is never a number, the same lines give the same readings, and after whatever came before, good output is read as if
 * nothing had happened.
 */
export function telemetryTarget(format: TelemetryFormat): FuzzTarget {
  const sample = sampleOutputOf(format.name);
  return {
    id: format.name,
    property: (started) =>
      fc.property(fc.nat(), fc.integer({ min: 1, max: 4 }), scenario, (seed, devices, what) => {
        started();
        const random = namedRandom(seed, format.name);
        runScenario({ format, sample, devices, random }, what);
      }),
  };
}

interface Setting {
  readonly format: TelemetryFormat;
  readonly sample: SampleOutput;
  readonly devices: number;
  readonly random: Random;
}

function runScenario(setting: Setting, what: Scenario): void {
  if (what.kind === "missing") readMissing(setting, what.tokens);
  else if (what.kind === "garbage-between") readBetween(setting, what.pieces);
  else if (what.kind === "garbage-only") readAfterwards(setting, what.lines, false);
  else {
    const lines = [...setting.sample.preamble(), ...round(setting).lines, ...round(setting).lines];
    readAfterwards(setting, mutate(lines, what.mutations), !keepColumns(what.mutations));
  }
}

/** Reads bad lines to their end, then good output. */
function readAfterwards(setting: Setting, bad: readonly string[], mayHoldZero: boolean): void {
  const { format, sample } = setting;
  const parser = format.createParser();
  const readings = readAll(parser, bad);
  const again = readAll(format.createParser(), bad);
  demand(JSON.stringify(readings) === JSON.stringify(again), "the same lines read twice differ", bad);
  demand(mayHoldZero || readings.every((reading) => quantityOf(reading) !== 0), "a 0 that was never printed", bad);
  const good = round(setting);
  checkRound(readAll(parser, [...sample.preamble(), ...good.lines]), good, "after the end of bad output");
}

function readMissing(setting: Setting, tokens: readonly (string | undefined)[]): void {
  const { format, sample, random } = setting;
  const shown = values(setting).map((value, index) => tokens[index] ?? value);
  const { lines, devices } = sample.round(shown, random);
  const readings = readAll(format.createParser(), [...sample.preamble(), ...lines]);
  for (const [index, device] of devices.entries()) {
    const token = tokens[index];
    if (token === undefined) continue;
    const invented = readings.find((reading) => reading.device === device && quantityOf(reading) !== null);
    demand(invented === undefined, "a number was read from", JSON.stringify(token), { invented });
  }
}

/** A running command, whose output has no end between what is bad and what is good. */
function readBetween(setting: Setting, pieces: readonly Piece[]): void {
  const { format, sample } = setting;
  const first = [...round(setting).lines];
  for (const { before, text, half } of pieces) {
    const lines = round(setting).lines;
    const line = half === undefined ? text : (lines[half.line % lines.length] ?? "");
    const end = half === undefined ? line.length : half.at % (line.length + 1);
    first.splice(before % (first.length + 1), 0, line.slice(0, end));
  }
  const good = round(setting);
  const parser = format.createParser();
  for (const line of [...sample.preamble(), ...first]) check(parser.line(line), [line]);
  checkRound(readAll(parser, good.lines), good, "in the middle of bad output");
}

function round(setting: Setting): SampleRound {
  return setting.sample.round(values(setting), setting.random);
}

function values({ devices, sample, random }: Setting): readonly string[] {
  return Array.from({ length: devices }, () => sample.sampleValue(random));
}

function readAll(parser: TelemetryParser, lines: readonly string[]): DeviceReading[] {
  const readings = lines.flatMap((line) => check(parser.line(line), [line]));
  readings.push(...check(parser.end(), ["end"]));
  const { unknown } = parser;
  demand(Number.isSafeInteger(unknown.lines) && unknown.lines >= 0 && typeof unknown.last === "string", { unknown });
  return readings;
}

/** What every reading must be, whatever it was read from. */
function check(readings: readonly DeviceReading[], from: readonly string[]): readonly DeviceReading[] {
  for (const { device, watts, joules, state } of readings) {
    demand(typeof device === "string" && device !== "", "no device", from);
    for (const value of [watts, joules ?? null]) {
      demand(value === null || (Number.isFinite(value) && value >= 0), "no watts or joules", { watts, joules }, from);
    }
    for (const value of Object.values(state ?? {})) {
      demand(typeof value !== "number" || Number.isFinite(value), "a state that is not finite", { state }, from);
    }
  }
  return readings;
}

/** The last reading of each device is that of the round. */
function checkRound(readings: readonly DeviceReading[], round: SampleRound, when: string): void {
  const last = new Map(readings.map((reading) => [reading.device, reading]));
  for (const expected of round.readings) {
    const read = last.get(expected.device);
    const isRight = read !== undefined && quantityOf(read) === quantityOf(expected);
    demand(isRight, `good output is not read ${when}:`, { expected, read: read ?? null });
  }
}

function quantityOf({ watts, joules }: Pick<DeviceReading, "watts" | "joules">): number | null {
  return joules ?? watts;
}
