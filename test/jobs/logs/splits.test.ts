import { readdirSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { logParsers } from "../../../src/jobs/logs/all.js";
import { LOG_FIXTURES } from "./fixture-list.js";
import { entriesOf, followPieces, readLogFixture } from "./read-log.js";

it("knows every fixture, and has one for every parser", () => {
  const files = readdirSync(new URL("./fixtures", import.meta.url));
  const others = ["README.md", "trainer-state.txt", "trainer-state-recorded.txt"];
  expect(files.filter((file) => !others.includes(file)).sort()).toEqual(LOG_FIXTURES.map(([file]) => file).sort());
  expect([...new Set(LOG_FIXTURES.map(([, parser]) => parser))].sort()).toEqual(
    logParsers.entries.map(({ name }) => name).sort(),
  );
});

describe.each(LOG_FIXTURES)("%s", (file, parser) => {
  const definition = logParsers.get(parser);
  const bytes = readLogFixture(file);
  const whole = entriesOf(definition, bytes);

  it("says the same split at every byte", () => {
    expect(whole.length).toBeGreaterThan(0);
    for (let at = 0; at <= bytes.length; at += 1) {
      expect(entriesOf(definition, bytes.subarray(0, at), bytes.subarray(at))).toEqual(whole);
    }
  });

  it("says the same byte by byte, and in any pieces", () => {
    expect(entriesOf(definition, ...Array.from(bytes, (byte) => Uint8Array.of(byte)))).toEqual(whole);
    fc.assert(
      fc.property(fc.array(fc.nat(bytes.length), { maxLength: 12 }), (cuts) => {
        const edges = [0, ...cuts.toSorted((a, b) => a - b), bytes.length];
        const pieces = edges.slice(1).map((edge, index) => bytes.subarray(edges[index], edge));
        expect(entriesOf(definition, ...pieces)).toEqual(whole);
      }),
      { numRuns: 50 },
    );
  });

  it("says the same with CRLF, also cut in the middle of one", () => {
    const text = bytes.toString("utf8").replaceAll("\n", "\r\n");
    const windows = Buffer.from(text);
    expect(entriesOf(definition, windows)).toEqual(whole);
    expect(entriesOf(definition, ...Array.from(windows, (byte) => Uint8Array.of(byte)))).toEqual(whole);
  });

  it("says the same behind the labels of srun and of torchrun", () => {
    const lines = bytes.toString("utf8").replaceAll(/^(?=[^\r\n])/gm, "3: [default5]:");
    // Where the log has labels of its own already, a rank in a rank stays a rank.
    expect(entriesOf(definition, Buffer.from(lines))).toEqual(whole);
  });

  it("says the same when every line is looked at: no needle is missing", () => {
    expect(entriesOf({ ...definition, needles: [] }, bytes)).toEqual(whole);
  });

  it("stamps what a line says when its end has come", () => {
    const lines = bytes.toString("utf8").split(/(?<=\n)/);
    const stamped = followPieces(
      definition,
      lines.map((line) => Buffer.from(line)),
    );
    expect(stamped.map(({ entry }) => entry)).toEqual(whole);
    for (const { atNs, entry } of stamped) {
      // The step's number stands in the line of its own stamp, except where the progress bar or the epoch holds it.
      if (entry.kind !== "step" || ["hugging-face-trainer", "mindformers"].includes(parser)) continue;
      const ownNumber = file.startsWith("nemo-") ? entry.step - 1 : entry.step;
      expect(lines.slice(Math.max(0, atNs - 2), atNs).join("")).toContain(String(ownNumber));
    }
  });

  it("never throws, whatever stands in the lines", () => {
    const sample = bytes.toString("latin1");
    const edit = fc.tuple(fc.nat(sample.length), fc.nat(12), fc.string({ unit: "binary", maxLength: 12 }));
    fc.assert(
      fc.property(fc.array(edit, { maxLength: 8 }), (edits) => {
        const text = edits.reduce((all, [at, cut, put]) => all.slice(0, at) + put + all.slice(at + cut), sample);
        for (const entry of entriesOf(definition, Buffer.from(text, "latin1"))) {
          if (entry.kind !== "step") continue;
          expect(Number.isSafeInteger(entry.step) && entry.step >= 0).toBe(true);
          expect(entry.stepSeconds === undefined || (entry.stepSeconds > 0 && entry.stepSeconds < 1e12)).toBe(true);
        }
      }),
      { numRuns: 100 },
    );
  });
});

describe.each(logParsers.entries.map((entry) => [entry.name, entry] as const))("%s", (_, definition) => {
  it("takes no longer for what repeats in a very long line", () => {
    const fills = ["a", "1", " ", "'", "|", ": ", "=", "a ", "{'a': ", "1/", "loss: ", "step: 1 ", "iteration 1/ 1 | "];
    const start = performance.now();
    for (const needle of definition.needles) {
      for (const fill of fills) {
        const long = fill.repeat(2 ** 18 / fill.length);
        for (const text of [`${needle}${long}\n`, `${long}${needle}\n`]) entriesOf(definition, Buffer.from(text));
      }
    }
    // A search that begins again at every place takes minutes.
    expect(performance.now() - start).toBeLessThan(10_000);
  });
});
