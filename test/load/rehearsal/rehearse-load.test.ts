import { readdir } from "node:fs/promises";
import { afterEach, describe, expect, it } from "vitest";
import { startRehearsalServer } from "../../../src/load/rehearsal/rehearsal-server.js";
import { deservesRehearsal, rehearseLoad } from "../../../src/load/rehearsal/rehearse-load.js";
import type { Arrival } from "../../../src/model/workload.js";
import { temporaryFolder } from "../../records/temporary-folder.js";
import { exchange, openClient } from "../exchange-once.js";
import { inferenceWorkload } from "../inference-workload.js";

const ALONE = { worker: 0, workers: 1 };

describe("a share that deserves a rehearsal", () => {
  const load = (arrival: Arrival, outputTokens: number) =>
    inferenceWorkload({ arrival, outputTokens: { kind: "fixed", value: outputTokens } });

  it.each<[string, Arrival, number, boolean]>([
    ["ten requests", { kind: "offline", requests: 10 }, 100, false],
    ["a thousand streams", { kind: "offline", requests: 1000 }, 100, true],
    ["two requests a second", { kind: "poisson", requestsPerSecond: 2 }, 10, false],
    ["two thousand requests a second", { kind: "constant", requestsPerSecond: 2000 }, 1, true],
  ])("is told for %s", (_, arrival, outputTokens, expected) => {
    expect(deservesRehearsal(load(arrival, outputTokens), ALONE)).toBe(expected);
  });

  it("is the share's, not the load's", () => {
    const workload = load({ kind: "offline", requests: 400 }, 100);
    expect(deservesRehearsal(workload, ALONE)).toBe(true);
    expect(deservesRehearsal(workload, { worker: 0, workers: 4 })).toBe(false);
  });
});

describe("rehearseLoad", () => {
  const { TMPDIR } = process.env;
  afterEach(() => {
    if (TMPDIR === undefined) delete process.env["TMPDIR"];
    else process.env["TMPDIR"] = TMPDIR;
  });

  it("leaves nothing behind", async () => {
    const folder = await temporaryFolder();
    process.env["TMPDIR"] = folder;
    await rehearseLoad(inferenceWorkload({}));
    expect(await readdir(folder)).toEqual([]);
  });
});

describe("the rehearsal's server", () => {
  it("answers with streams that are read to their end", async () => {
    const server = await startRehearsalServer();
    try {
      server.answerWith(5);
      const { outcome, events } = await exchange(openClient(server.baseUrl));
      expect(outcome).toMatchObject({
        failure: undefined,
        finishReason: "length",
        outputTokens: { count: 5, from: "usage" },
      });
      expect(events).toHaveLength(5);
    } finally {
      server.close();
    }
  });
});
