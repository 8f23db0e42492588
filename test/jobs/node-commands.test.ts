import { setTimeout as delay } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { createNodeCommands } from "../../src/jobs/node-commands.js";
import type { Finding } from "../../src/model/finding.js";
import type { RawEntry } from "../../src/model/raw-log.js";
import { createFakeNodes } from "./fake-nodes.js";

const SECOND = 1e9;
const PATH = "/usr/bin:/bin";

function setUp(signal = new AbortController().signal) {
  const nodes = createFakeNodes({ "rack-7": { PATH, WHO: "seven" }, "rack-8": { PATH, WHO: "eight" } });
  const of = (node: string) => createNodeCommands(nodes.job, node, { clock: nodes.clock, signal });
  return { ...nodes, of };
}

async function refusal(reading: Promise<unknown>): Promise<Finding | undefined> {
  const error: unknown = await reading.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return (error as { readonly finding?: Finding } | undefined)?.finding;
}

const sh = (script: string): readonly [string, ...string[]] => ["sh", "-c", script];

describe("a command on a node", () => {
  it("is run there, in the language of programs, and what it prints is stamped here", async () => {
    const { of, clock } = setUp();
    const beforeNs = clock.nowNs();
    const entry = await of("rack-8").read(sh('echo "$WHO $LC_ALL"; printf half'), 10 * SECOND);
    expect(entry.text).toBe("eight C\nhalf");
    expect(entry.atNs).toBeLessThanOrEqual(clock.nowNs());
    expect(entry.atNs - entry.withinNs).toBeGreaterThanOrEqual(beforeNs);
  });

  it.each([
    [["no-such-tool"], "telemetry-missing", { command: "no-such-tool", reason: "ENOENT" }],
    [["/etc"], "telemetry-missing", { command: "/etc", reason: "EACCES" }],
    [
      sh("echo driver gone on rack-7 >&2; exit 9"),
      "telemetry-failed",
      { outcome: "exit 9", words: "driver gone on <node>" },
    ],
    [sh("echo no devices; exit 6"), "telemetry-failed", { outcome: "exit 6", words: "no devices" }],
  ] as const)("that does not do its work is told apart: %j", async (command, code, data) => {
    const finding = await refusal(
      setUp()
        .of("rack-7")
        .read(command as [string], 10 * SECOND),
    );
    expect(finding).toMatchObject({ code, data });
  });

  it("that hangs, prints without end, or is given up, is ended", async () => {
    const giveUp = new AbortController();
    const { of, running } = setUp(giveUp.signal);
    expect(await refusal(of("rack-7").read(["sleep", "60"], 0.2 * SECOND))).toMatchObject({
      code: "telemetry-hung",
      data: { command: "sleep", seconds: 0.2 },
    });
    expect(await refusal(of("rack-7").read(["yes"], 60 * SECOND))).toMatchObject({ code: "telemetry-endless" });
    const reading = refusal(of("rack-7").read(["sleep", "60"], 60 * SECOND));
    giveUp.abort();
    expect(await reading).toMatchObject({ code: "interrupted" });
    expect(await refusal(of("rack-7").read(["true"], SECOND))).toMatchObject({ code: "interrupted" });
    await expect.poll(running).toBe(0);
  });

  it("that ends with its job has not failed", async () => {
    const { of, finish } = setUp();
    const reading = refusal(of("rack-7").read(["sleep", "60"], 60 * SECOND));
    await delay(100);
    await finish();
    expect(await reading).toMatchObject({ code: "interrupted" });
    expect(await refusal(of("rack-7").read(["true"], SECOND))).toMatchObject({ code: "interrupted" });
  });

  it("cannot be run by a launcher that reaches no nodes", async () => {
    const { job, clock } = setUp();
    const { signal } = new AbortController();
    const commands = createNodeCommands({ ended: job.ended }, "rack-7", { clock, signal });
    expect(await refusal(commands.read(["true"], SECOND))).toMatchObject({ code: "nodes-not-reached" });
    const { ended } = commands.follow(["true"], () => {});
    expect(await ended).toMatchObject({ outcome: "nodes-not-reached" });
  });
});

describe("a command that is followed on a node", () => {
  it("hands its lines over as they come, and tells how it ended", async () => {
    const { of } = setUp();
    const entries: RawEntry[] = [];
    const script = "echo one; sleep 0.3; echo two; printf thr; echo gone >&2; exit 4";
    const { ended } = of("rack-7").follow(sh(script), (entry) => entries.push(entry));
    expect(await ended).toEqual({ outcome: "exit 4", words: "gone", cut: "thr" });
    expect(entries.map(({ text, withinNs }) => [text, withinNs])).toEqual([
      ["one", 0],
      ["two", 0],
    ]);
    expect((entries[1]?.atNs ?? 0) - (entries[0]?.atNs ?? 0)).toBeGreaterThan(0.2 * SECOND);
  });

  it("says that there is no such program as a command of this machine does", async () => {
    const { ended } = setUp()
      .of("rack-7")
      .follow(["no-such-tool"], () => {});
    expect(await ended).toMatchObject({ outcome: "ENOENT" });
  });

  it("is ended with what it started, also while it is being started", async () => {
    const { of, running } = setUp();
    await of("rack-7")
      .follow(sh("sleep 60 & sleep 60"), () => {})
      .stop();
    expect(running()).toBe(0);
  });

  it("has no end where its job ends it", async () => {
    const { of, finish } = setUp();
    const { ended } = of("rack-7").follow(["sleep", "60"], () => {});
    await delay(100);
    await finish();
    const pending = Symbol("pending");
    expect(await Promise.race([ended, delay(100, pending)])).toBe(pending);
  });
});
