import { describe, expect, it } from "vitest";
import { sleepUntil } from "../../src/contract/clock.js";
import { createFollowedSource } from "../../src/power/followed-source.js";
import { createVirtualClock } from "../../src/simulation/virtual-clock.js";
import { both, followRecorded } from "./followed/follow-recorded.js";
import { memoryRecord, SECOND, watts } from "./memory-record.js";
import { printed, replayCommands } from "./replayed-commands.js";

describe("createFollowedSource", () => {
  it("stamps readings with the line's stamp and keeps every line", async () => {
    const { listen, traces, raw, codes, access } = followRecorded([{ lines: printed(10, 1, both) }]);
    await listen(2.5);
    expect(Object.fromEntries(traces)).toEqual({
      "plain-0": [
        [0, 100],
        [1, 101],
        [2, 102],
      ],
      "plain-1": [
        [0, 200],
        [1, 201],
        [2, 202],
      ],
    });
    expect(raw.get("plain")?.header).toMatchObject({ format: "plain", framing: "lines", origin: ["tool", "--loop"] });
    expect(raw.get("plain")?.entries.map(({ text }) => text)).toEqual([...both(0), ...both(1), ...both(2)]);
    expect(codes()).toEqual([]);
    expect(access.stopped()).toBe(1);
  });

  it("is started when each device has shown itself, and loses no reading of those that came earlier", async () => {
    const lines = printed(30, 1, (number) => (number < 3 ? [`0 ${number}`] : [`0 ${number}`, `1 ${number}`]));
    const { clock, source, sink, traces } = followRecorded([{ lines }]);
    await clock.run(source.start(sink));
    expect(clock.nowNs()).toBe(3 * SECOND);
    expect(traces.get("plain-0")?.slice(0, 3)).toEqual([
      [0, 0],
      [1, 1],
      [2, 2],
    ]);
    await clock.run(source.stop());
  });

  it("takes a device that gives no watts for one that is there, and passes its null on", async () => {
    const { listen, traces, findings } = followRecorded([
      { lines: printed(10, 1, (number) => [`0 ${number}`, "1 -"]) },
    ]);
    await listen(3.5);
    expect(traces.get("plain-1")?.map(([, value]) => value)).toEqual([null, null, null, null]);
    expect(findings).toMatchObject([{ code: "power-no-readings", data: { trace: "plain-1" } }]);
  });

  it("ignores devices that it was not asked for", async () => {
    const { listen, traces, codes } = followRecorded([{ lines: printed(10, 1, both) }], [watts("1")]);
    await listen(1.5);
    expect([...traces.keys()]).toEqual(["plain-1"]);
    expect(codes()).toEqual([]);
  });

  it("opens a second opinion as one, and reads its joules", async () => {
    const clock = createVirtualClock();
    const record = memoryRecord(clock);
    const counter = watts("0", { id: "counter-0", quantity: "joules" });
    const source = createFollowedSource({
      id: "counter",
      devices: [{ ...counter, isCrossCheck: true }],
      format: {
        name: "joules",
        createParser: () => ({
          line: (text) => [{ device: "0", watts: null, joules: Number(text) }],
          end: () => [],
          unknown: { lines: 0, last: "" },
        }),
      },
      intervalNs: SECOND,
      rawId: "counter",
      command: ["counter"],
      access: replayCommands(clock, { streams: [{ lines: printed(5, 1, (number) => [String(number * 70)]) }] }),
      clock,
      signal: new AbortController().signal,
    });
    await clock.run(source.start(record.sink));
    await clock.run(sleepUntil(clock, 1.5 * SECOND));
    await clock.run(source.stop());
    expect(record.traces.size).toBe(0);
    expect(record.crossChecks.get("counter-0")).toEqual([
      [0, 0],
      [1, 70],
    ]);
  });
});

describe("the start of a followed source", () => {
  it("names the devices that do not show themselves, and those that do", async () => {
    const { startFinding, source, clock, traces, access, codes } = followRecorded([
      { lines: printed(30, 1, () => ["0 1", "7 1", "what is this"]) },
    ]);
    expect(await startFinding()).toMatchObject({
      code: "device-missing",
      data: { source: "plain", missing: "1", found: "0, 7" },
    });
    expect(clock.nowNs()).toBe(10 * SECOND);
    expect(access.stopped()).toBe(1);
    expect(traces.size).toBe(0);
    await clock.run(source.stop());
    expect(codes()).toEqual(["telemetry-unparsed"]);
  });

  it("says that nothing at all was understood", async () => {
    const { startFinding } = followRecorded([{ lines: [[0, "usage: tool [options]"]] }]);
    expect(await startFinding()).toMatchObject({ code: "device-missing", data: { missing: "0, 1", found: "-" } });
  });

  it("tells a command that hangs", async () => {
    const { startFinding } = followRecorded([{ lines: [] }]);
    expect(await startFinding()).toMatchObject({ code: "telemetry-hung", data: { command: "tool", seconds: 10 } });
  });

  it("tells a command that is not there, and one that ends with the words of its output", async () => {
    const absent = followRecorded([{ lines: [], end: { seconds: 0, outcome: "ENOENT" } }]);
    expect(await absent.startFinding()).toMatchObject({
      code: "telemetry-missing",
      data: { command: "tool", reason: "ENOENT" },
    });
    const broken = followRecorded([{ lines: [[0, "no driver"]], end: { seconds: 1, outcome: "exit 9" } }]);
    expect(await broken.startFinding()).toMatchObject({
      code: "telemetry-died",
      data: { source: "plain", outcome: "exit 9", words: "no driver" },
    });
  });

  it("can be interrupted", async () => {
    const { startFinding, clock, interruption, access } = followRecorded([{ lines: [] }]);
    clock.schedule(SECOND, () => interruption.abort());
    expect(await startFinding()).toMatchObject({ code: "interrupted" });
    expect([clock.nowNs(), access.stopped()]).toEqual([SECOND, 1]);
  });
});
