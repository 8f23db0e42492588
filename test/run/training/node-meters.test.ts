import { describe, expect, it } from "vitest";
import type { BesideObserver } from "../../../src/contract/job-launcher.js";
import type { PowerSource, PowerSourceContext } from "../../../src/contract/power-source.js";
import { MeasurementError } from "../../../src/model/errors.js";
import { failure, warning } from "../../../src/model/finding.js";
import { createPolledSource } from "../../../src/power/polled-source.js";
import { createVirtualClock, type VirtualClock } from "../../../src/simulation/virtual-clock.js";
import { traceHeader } from "../../records/sample-run.js";
import { createFakeLauncher, type FakeMoment } from "./fake-job.js";
import { runKept } from "./kept-run.js";
import { stepLine } from "./training-fixtures.js";

const WHOLE: readonly FakeMoment[] = [
  { at: 1, kind: "started", nodes: ["gpu-1", "gpu-2"] },
  ...[1, 2, 3, 4, 5, 6, 7, 8].map((step): FakeMoment => ({ at: 1 + step, kind: "prints", text: stepLine(step) })),
  // After its last step the job saves a checkpoint for a while.
  { at: 15, kind: "ends", outcome: "completed", detail: "exit 0" },
];

/** Nodes whose `date` answers 10 ms after it was asked, with a clock that is some seconds ahead. */
function nodesOf(clock: VirtualClock, aheadSeconds: Readonly<Record<string, number>>) {
  return async (_command: readonly string[], tasks: BesideObserver, node = "") => {
    const ahead = aheadSeconds[node];
    clock.schedule(clock.nowNs() + 10e6, () => {
      if (ahead === undefined) tasks.ended(node, "exit 1", "no clock here");
      else {
        const unixNs = BigInt(Date.UTC(2026, 0, 1)) * 1_000_000n + BigInt(clock.nowNs() - 5e6 + ahead * 1e9);
        tasks.output(node, Buffer.from(`${unixNs}\n`), clock.nowNs());
        tasks.ended(node, "exit 0");
      }
    });
    return { stop: async () => {} };
  };
}

/** A meter of the node that it is asked for, ten readings a second. */
function meterOf({ node, clock }: PowerSourceContext, stopped: string[] = []): readonly PowerSource[] {
  const alias = node?.alias ?? "client";
  const source = createPolledSource({
    id: `${alias}-meter`,
    devices: [{ header: traceHeader(`${alias}-device-0`, { shard: alias }), read: async () => 100 }],
    intervalNs: 0.1e9,
    clock,
  });
  return [
    {
      ...source,
      describe: async () => ({ driver: "535" }),
      stop: async () => {
        stopped.push(`${alias} at ${clock.nowNs() / 1e9} s`);
        await source.stop();
      },
    },
  ];
}

async function metered(
  nodeMeters: (context: PowerSourceContext) => readonly PowerSource[],
  ahead: Readonly<Record<string, number>> = { "gpu-1": 0, "gpu-2": 2 },
  hasBeside = true,
  launched = WHOLE,
) {
  const clock = createVirtualClock();
  return runKept({
    clock,
    launcher: () => createFakeLauncher({ clock, launched, ...(hasBeside ? { beside: nodesOf(clock, ahead) } : {}) }),
    nodeMeters,
  });
}

describe("the meters of a job's nodes", () => {
  it("read on each of them while the job makes its steps, each with a clock of its own", async () => {
    const stopped: string[] = [];
    const { measured, kept } = await metered((context) => meterOf(context, stopped));
    expect(measured.state).toBe("complete");
    expect(kept.findings).toEqual([]);
    expect(kept.traces.map(({ header }) => header.shard).sort()).toEqual(["node-1", "node-2"]);
    expect(measured.shards.map(({ alias, offsetNs }) => [alias, offsetNs])).toEqual([
      ["node-1", 0],
      ["node-2", 0],
    ]);
    const [one, other] = measured.shards;
    expect((other?.wallUnixMs ?? 0) - (one?.wallUnixMs ?? 0)).toBeCloseTo(2000, 3);
    expect(one?.offsetUncertaintyNs).toBe(5e6);
    expect(measured.description).toEqual({ driver: "1.0", "node-1-meter-driver": "535" });
    // From before the window until after it, and not until the end of the job: what runs beside it would be ended with it.
    for (const { timesNs } of kept.traces) {
      expect(timesNs[0]).toBeLessThan(measured.windows?.measure.startNs ?? 0);
      expect(timesNs.at(-1)).toBeGreaterThan(measured.windows?.measure.endNs ?? 0);
    }
    expect(stopped).toHaveLength(2);
    expect(Number(stopped[0]?.split(" ")[2])).toBeLessThan(10);
  });

  it("are missing on one node by name, and the run goes on", async () => {
    const { measured, kept } = await metered(meterOf, { "gpu-1": 0 });
    expect(measured.state).toBe("complete");
    expect(measured.shards.map(({ alias }) => alias)).toEqual(["node-1"]);
    expect(kept.findings).toMatchObject([
      warning("node-without-power", { node: "node-2", reason: "telemetry-failed" }),
      { code: "telemetry-failed", severity: "warning" },
    ]);
  });

  it("that do not start are reported, and what had begun is stopped", async () => {
    const stopped: string[] = [];
    const missing = failure("telemetry-missing", { command: "npu-smi", reason: "ENOENT" });
    const { measured, kept } = await metered((context) => {
      const [meter] = meterOf(context, stopped) as [PowerSource];
      const broken = { ...meter, start: () => Promise.reject(new MeasurementError(missing)) };
      return context.node?.alias === "node-2" ? [broken] : [meter];
    });
    expect(measured.state).toBe("complete");
    expect(kept.findings).toEqual([
      warning("node-without-power", { node: "node-2", reason: "telemetry-missing" }),
      { ...missing, severity: "warning" },
    ]);
    expect(stopped.map((text) => text.split(" ")[0]).sort()).toEqual(["node-1", "node-2"]);
  });

  it("cannot be read where the launcher starts nothing beside a job", async () => {
    const { measured, kept } = await metered(meterOf, {}, false);
    expect(measured.state).toBe("complete");
    expect(kept.findings).toEqual(
      ["node-1", "node-2"].map((node) => warning("node-without-power", { node, reason: "nodes-not-reached" })),
    );
  });

  it("are stopped with a job that fails before its last step", async () => {
    const stopped: string[] = [];
    const launched: readonly FakeMoment[] = [
      ...WHOLE.slice(0, 4),
      { at: 5, kind: "ends", outcome: "failed", detail: "exit 1" },
    ];
    const { measured } = await metered((context) => meterOf(context, stopped), undefined, true, launched);
    expect(measured.failure?.code).toBe("job-failed");
    expect(stopped.map((text) => text.split(" ")[2])).toEqual(["5", "5"]);
  });
});
