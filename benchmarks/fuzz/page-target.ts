import fc from "fast-check";
import { namedRandom } from "../../src/contract/random.js";
import { readEnginePage } from "../../src/engine/engine-values.js";
import { type PrometheusSample, parsePrometheusText } from "../../src/engine/prometheus-text.js";
import { sampleMetricsPage } from "../telemetry/metrics-page.js";
import { demand, type FuzzTarget } from "./fuzz-target.js";
import { garbageText, keepColumns, mutate, mutation } from "./mutation.js";

/** What no writer of metrics means as a number. `NaN` and `+Inf` are values of this format, and so is `1e3`. */
const NO_VALUES = ["", "-", "N/A", "none", "12,5", "0x1F", "１２３", "12.5.1", "--1", "1e", "e3", '"5"'];

/**
 * The text form of Prometheus: nothing is thrown, no value is made up, one bad line costs no other line, and an engine's
 * values are finite and not negative.
 */
export const prometheusTarget: FuzzTarget = {
  id: "prometheus-text",
  property: (started) =>
    fc.property(
      fc.nat(),
      fc.array(mutation, { maxLength: 6 }),
      fc.array(garbageText, { maxLength: 4 }),
      fc.array(fc.constantFrom(undefined, ...NO_VALUES), { maxLength: 5 }),
      (seed, mutations, garbage, missing) => {
        started();
        const random = namedRandom(seed, "prometheus");
        const page = sampleMetricsPage(random);
        readMutated(mutate(page.lines, mutations), !keepColumns(mutations));
        const between = page.lines.flatMap((line, index) => [...(index % 9 === 0 ? garbage : []), line]);
        demandSeries(parsePrometheusText(between.map(oneLine).join("\n")).samples, page.values);
        readMissing(seed, missing);
      },
    ),
};

function readMutated(lines: readonly string[], mayHoldZero: boolean): void {
  const text = lines.join("\n");
  const { samples, unreadable } = parsePrometheusText(text);
  demand(Number.isSafeInteger(unreadable) && unreadable >= 0, { unreadable });
  for (const { name, labels, value } of samples) {
    demand(name !== "" && typeof value === "number", { name, value });
    demand(
      Object.values(labels).every((label) => typeof label === "string"),
      { labels },
    );
    demand(mayHoldZero || value !== 0, "a 0 that was never printed", name, lines);
  }
  const values = Object.entries(readEnginePage(text).values);
  for (const [metric, value] of values) demand(Number.isFinite(value) && value >= 0, { [metric]: value });
}

function readMissing(seed: number, missing: readonly (string | undefined)[]): void {
  const random = namedRandom(seed, "missing");
  const whole = [...sampleMetricsPage(random).values.values()].map(String);
  const page = sampleMetricsPage(
    random,
    whole.map((value, index) => missing[index] ?? value),
  );
  const { samples } = parsePrometheusText(page.lines.join("\n"));
  demandSeries(samples, new Map([...page.values].filter((_, index) => missing[index] === undefined)));
  demand(samples.length === page.values.size - missing.filter((token) => token !== undefined).length, { missing });
}

function demandSeries(samples: readonly PrometheusSample[], expected: ReadonlyMap<string, number>): void {
  const read = new Map(samples.map((sample) => [seriesText(sample), sample.value]));
  for (const [series, value] of expected) demand(read.get(series) === value, "not read:", series, { value });
}

/** As `sampleMetricsPage` writes them: labels in the order of the page. */
function seriesText({ name, labels }: PrometheusSample): string {
  const list = Object.entries(labels).map(([label, value]) => `${label}="${value}"`);
  return `${name}{${list.join(",")}}`;
}

/** Garbage must not begin another line, which may then say anything of a good series. */
function oneLine(text: string): string {
  return text.replaceAll("\n", "");
}
