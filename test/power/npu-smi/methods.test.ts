import { afterEach, describe, expect, it } from "vitest";
import { createFakeMachine, type FakeMachine, openSource } from "./fake-machine.js";

let machine: FakeMachine | undefined;

async function fake(config: object): Promise<FakeMachine> {
  machine = await createFakeMachine(config);
  return machine;
}

afterEach(async () => {
  await machine?.remove();
  machine = undefined;
});

const A3 = { model: "A3", npus: [{ watts: 178.8 }, { id: 4, watts: 185.4 }] };
const WALKED = { intervalSeconds: 0.1 };

describe("npu-smi info watch", () => {
  it("is taken where it is there: one trace for each package of an A3, watts of the first die", async () => {
    const run = openSource(await fake(A3));
    await run.read(2);
    expect(run.watts()).toEqual({ "npu-smi-0": [178.8, 178.8], "npu-smi-4": [185.4, 185.4] });
    expect(run.headers[0]).toEqual({
      id: "npu-smi-0",
      source: "npu-smi",
      kind: "npu",
      device: "Ascend910 NPU 0",
      boundary: "package",
      quantity: "watts",
      shard: "client",
      averagingNs: 0,
      intervalNs: 1e9,
      resolution: 0.1,
      accuracy: "unknown",
    });
    expect(run.traces.get("npu-smi-0")?.[0]?.[2]).toEqual({ temperatureCelsius: 36 });
    expect(run.raw.get("npu-smi")?.header).toMatchObject({ format: "npu-smi-watch", framing: "lines" });
    expect(run.finding("npu-power-pattern")).toMatchObject({
      severity: "note",
      data: { method: "watch", npu: 0, pattern: "package-on-first-die", packageWatts: 178.8, secondWatts: "-" },
    });
    expect(run.codes()).toEqual(["npu-power-pattern"]);
    expect(await machine?.calls()).toEqual(["info", "info watch -i 0 -d 1 -s pt", "info watch -d 1 -s pt"]);
    expect(run.reparsed()).toEqual({ "0-0": [178.8, 178.8], "4-0": [185.4, 185.4] });
  });

  it("is read by its own columns where a version cannot be asked for some", async () => {
    const run = openSource(await fake({ model: "910B", npus: [{ watts: 90.1 }], missing: ["columns"] }));
    await run.read(1);
    expect(run.watts()).toEqual({ "npu-smi-0": [90.1] });
    expect(run.finding("npu-method-failed")).toMatchObject({ data: { method: "watch", outcome: "exit 1" } });
    expect(run.finding("npu-method-failed")?.data["words"]).toContain("Error parameter of -s");
    expect((await machine?.calls())?.at(-1)).toBe("info watch -d 1");
  });

  it("is read for the one NPU that is asked for, and without a chip's column", async () => {
    const npus = [{ watts: 200 }, { id: 3, watts: 195.7 }];
    const run = openSource(await fake({ model: "950", npus }), { devices: [3] });
    await run.read(1);
    expect(run.watts()).toEqual({ "npu-smi-3": [195.7] });
    expect((await machine?.calls())?.at(-1)).toBe("info watch -i 3 -d 1 -s pt");
    expect(run.codes()).toEqual([]);
  });

  it("is passed over where it keeps its output back", async () => {
    const run = openSource(await fake({ model: "910B", npus: [{ watts: 90.1 }], buffered: true }), {
      ...WALKED,
      limitSeconds: 2,
    });
    await run.read(2);
    expect(run.raw.get("npu-smi")?.header.format).toBe("npu-smi-power");
    expect(run.findings[0]).toMatchObject({ code: "npu-method-hung", data: { method: "watch", npu: 0 } });
    expect(run.codes().filter((code) => code === "npu-method-hung")).toHaveLength(1);
  });
});

describe("npu-smi info -t power", () => {
  it("is taken where there is no watch, and says how long each call took", async () => {
    const config = { model: "910B", npus: [{ watts: 103.5 }, { id: 7, watts: 88.9 }], missing: ["watch"], chipMs: 30 };
    const run = openSource(await fake(config), WALKED);
    await run.read(3);
    expect(run.watts()["npu-smi-0"]?.slice(0, 3)).toEqual([103.5, 103.5, 103.5]);
    expect(run.watts()["npu-smi-7"]?.slice(0, 3)).toEqual([88.9, 88.9, 88.9]);
    const withinNs = run.traces.get("npu-smi-7")?.[0]?.[2]?.withinNs ?? 0;
    expect(withinNs).toBeGreaterThan(30e6);
    expect(run.raw.get("npu-smi")?.header).toMatchObject({ format: "npu-smi-power", framing: "outputs" });
    expect(run.finding("npu-method-failed")?.data["words"]).toBe("This device does not support querying watch info.");
    expect(run.reparsed()["0-0"]?.[0]).toBe(103.5);
  });

  it("is the board's on a 310P, whose chips have no meter", async () => {
    const run = openSource(await fake({ model: "310P", npus: [{ id: 2944, watts: 42.9 }] }), WALKED);
    await run.read(2);
    expect(run.watts()["npu-smi-2944"]?.slice(0, 2)).toEqual([42.9, 42.9]);
    expect(run.headers[0]).toMatchObject({ boundary: "board", device: "310P3 NPU 2944" });
    expect(run.finding("npu-method-silent")).toMatchObject({ data: { method: "watch", npu: 2944 } });
    expect(run.finding("npu-power-pattern")).toBeUndefined();
  });
});

describe("npu-smi info -t common", () => {
  it("is taken where the two before are not there, and brings the clock", async () => {
    const config = { model: "910A", npus: [{ watts: 71.7, clockMHz: 900, celsius: 41 }], missing: ["watch", "power"] };
    const run = openSource(await fake(config), WALKED);
    await run.read(2);
    expect(run.watts()["npu-smi-0"]?.slice(0, 2)).toEqual([71.7, 71.7]);
    expect(run.traces.get("npu-smi-0")?.[0]?.[2]).toMatchObject({ temperatureCelsius: 41, clockHz: 900e6 });
    expect(run.finding("npu-method-silent")?.data["words"]).toBe("This device does not support querying power.");
  });

  it("is the MCU's on a 310P that cannot be asked for its power", async () => {
    const run = openSource(await fake({ model: "310P", npus: [{ watts: 13.4 }], missing: ["power"] }), WALKED);
    await run.read(1);
    expect(run.watts()["npu-smi-0"]?.[0]).toBe(13.4);
    expect(run.headers[0]?.boundary).toBe("board");
  });
});

describe("the table", () => {
  it("is the last resort, in the layout of each version", async () => {
    const run = openSource(await fake({ ...A3, version: "26.0.rc2", missing: ["watch", "power", "common"] }), WALKED);
    await run.read(2);
    expect(run.watts()["npu-smi-0"]?.slice(0, 2)).toEqual([178.8, 178.8]);
    expect(run.watts()["npu-smi-4"]?.[0]).toBe(185.4);
    expect(run.raw.get("npu-smi")?.header.format).toBe("npu-smi-table");
    expect(run.finding("npu-power-pattern")).toMatchObject({
      data: { method: "table", pattern: "package-on-first-die" },
    });
  });

  it("is not needed where only it is missing: the mapping names the NPUs", async () => {
    const say = { table: "Failed to query the table." };
    const run = openSource(await fake({ model: "910B", npus: [{ id: 5, watts: 90 }], say }), { devices: [5] });
    await run.read(1);
    expect(run.watts()).toEqual({ "npu-smi-5": [90] });
    expect(await machine?.calls()).toContain("info -m");
  });
});

describe("what the second die of an A3 tells", () => {
  const withoutWatch = { ...A3, missing: ["watch"] };

  it("repeated: the first die's is the package's", async () => {
    const run = openSource(await fake(withoutWatch), WALKED);
    await run.read(2);
    expect(run.watts()["npu-smi-0"]?.slice(0, 2)).toEqual([178.8, 178.8]);
    expect(run.finding("npu-power-pattern")).toMatchObject({
      data: { method: "power", pattern: "repeated", packageWatts: 178.8, firstWatts: 178.8, secondWatts: 178.8 },
    });
  });

  it.each(["zero", "none"])("%s: the first die's is the package's", async (secondDie) => {
    const run = openSource(await fake({ ...withoutWatch, secondDie }), WALKED);
    await run.read(1);
    expect(run.watts()["npu-smi-4"]?.[0]).toBe(185.4);
    expect(run.finding("npu-power-pattern")?.data["pattern"]).toBe("package-on-first-die");
  });

  it.each([
    ["half", "halves"],
    [60, "unclear"],
  ])("%s: the table's is taken, neither doubled nor halved", async (secondDie, pattern) => {
    const run = openSource(await fake({ ...withoutWatch, secondDie }), WALKED);
    await run.read(1);
    expect(run.watts()["npu-smi-0"]?.[0]).toBe(178.8);
    expect(run.raw.get("npu-smi")?.header.format).toBe("npu-smi-table");
    expect(run.findings.filter(({ code }) => code === "npu-method-ambiguous").map(({ data }) => data)).toEqual([
      { method: "power", npu: 0, pattern },
      { method: "common", npu: 0, pattern },
    ]);
  });

  it("in the watch: half of each is passed over too", async () => {
    const run = openSource(await fake({ ...A3, watchSecondDie: "half" }), { ...WALKED, method: "auto" });
    await run.read(1);
    expect(run.raw.get("npu-smi")?.header.format).toBe("npu-smi-power");
    expect(run.watts()["npu-smi-0"]?.[0]).toBe(178.8);
  });

  it("is not guessed where one output is insisted on", async () => {
    const run = openSource(await fake({ ...withoutWatch, secondDie: "half" }), { ...WALKED, method: "common" });
    expect(await run.startFinding()).toMatchObject({
      code: "npu-power-unreadable",
      data: { npus: "0, 4", tried: "common" },
    });
    await run.source.stop();
  });
});
