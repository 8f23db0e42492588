import { describe, expect, it } from "vitest";
import { createNodeCommands } from "../../src/jobs/node-commands.js";
import { createRoundsReader } from "../../src/jobs/node-rounds.js";
import type { Finding } from "../../src/model/finding.js";
import type { RawEntry } from "../../src/model/raw-log.js";
import { createFakeNodes } from "./fake-nodes.js";

const SECOND = 1e9;
type Command = readonly [string, ...string[]];

const sh = (script: string): Command => ["sh", "-c", script];

describe("commands that a node repeats by itself", () => {
  it("are one task, and come as if each had been read", async () => {
    const { job, clock, started, running } = createFakeNodes({ one: { PATH: "/usr/bin:/bin", WHO: "it's one" } });
    const { signal } = new AbortController();
    const commands: readonly Command[] = [
      sh('printf "%s\\nhalf" "$WHO"'),
      sh("echo 'no driver'; exit 9"),
      ["no-such-tool", "$HOME"],
      ["sleep", "60"],
      sh("sleep 0.2; echo slow"),
    ];
    const results = commands.map((): (RawEntry | Finding)[] => []);
    const { repeat } = createNodeCommands(job, "one", { clock, signal });
    const rounds = repeat?.(commands, { intervalNs: 0.1 * SECOND, limitNs: SECOND }, (index, result) => {
      results[index]?.push(result);
    });
    await expect.poll(() => results[4]?.length ?? 0, { timeout: 15_000 }).toBeGreaterThanOrEqual(2);
    await rounds?.stop();
    expect(running()).toBe(0);
    expect(started()).toBe(1);
    expect(results.map(([first]) => first)).toMatchObject([
      { text: "it's one\nhalf" },
      { code: "telemetry-failed", data: { command: "sh", outcome: "exit 9", words: "no driver" } },
      { code: "telemetry-missing", data: { command: "no-such-tool", reason: "ENOENT" } },
      { code: "telemetry-hung", data: { command: "sleep", seconds: 1 } },
      { text: "slow\n" },
    ]);
    const [slow] = (results[4] ?? []) as readonly RawEntry[];
    expect(slow?.withinNs).toBeGreaterThan(0.19 * SECOND);
  });
});

describe("the reader of their output", () => {
  const readAt = (lines: readonly (readonly [number, string])[]) => {
    const results: unknown[] = [];
    const times = { limitNs: SECOND, sinceNs: 0 };
    const { line } = createRoundsReader([["a"], ["b"]], times, (index, result) => results.push([index, result]));
    for (const [second, text] of lines) line({ atNs: second * SECOND, withinNs: 0, text });
    return results;
  };
  const read = (lines: readonly string[]) => readAt([...lines.entries()]);

  it("puts a reading between the marks of its command", () => {
    expect(read(["@tokwatt@ begin 1", "12 W", "", "@tokwatt@ end 1 0"])).toEqual([
      [1, { atNs: 3 * SECOND, withinNs: 3 * SECOND, text: "12 W\n" }],
    ]);
  });

  it("knows only that it is younger than the output before, where both marks come at once", () => {
    const round = ["@tokwatt@ begin 0", "12 W", "@tokwatt@ end 0 0"];
    const results = readAt([2, 5].flatMap((second) => round.map((text) => [second, text] as const)));
    expect(results).toMatchObject([
      [0, { atNs: 2 * SECOND, withinNs: 2 * SECOND }],
      [0, { atNs: 5 * SECOND, withinNs: 3 * SECOND }],
    ]);
  });

  it("leaves out what has no beginning, no end, or marks of two commands", () => {
    expect(
      read([
        "stray",
        "@tokwatt@ end 0 0",
        "@tokwatt@ begin 0",
        "@tokwatt@ begin 1",
        "@tokwatt@ end 0 0",
        "@tokwatt@ begin 0",
        "cut",
      ]),
    ).toEqual([]);
  });

  it("names a command that prints without end", () => {
    const lines = Array.from({ length: 10 }, () => "x".repeat(1024 * 1024));
    expect(read(["@tokwatt@ begin 0", ...lines, "@tokwatt@ end 0 0"])).toMatchObject([
      [0, { code: "telemetry-endless", data: { command: "a" } }],
    ]);
  });
});
