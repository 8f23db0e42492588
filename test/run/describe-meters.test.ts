import { describe, expect, it } from "vitest";
import type { PowerSource } from "../../src/contract/power-source.js";
import { MeasurementError } from "../../src/model/errors.js";
import { type Finding, failure } from "../../src/model/finding.js";
import type { SystemDescription } from "../../src/model/run-record.js";
import { describeMeters } from "../../src/run/describe-meters.js";

function meter(id: string, tell?: () => SystemDescription): PowerSource {
  return {
    id,
    start: async () => {},
    stop: async () => {},
    ...(tell === undefined ? {} : { describe: async () => tell() }),
  };
}

async function describeAll(known: SystemDescription, ...meters: readonly PowerSource[]) {
  const findings: Finding[] = [];
  const description = await describeMeters(known, meters, { finding: (finding) => findings.push(finding) });
  return { description, findings };
}

describe("describeMeters", () => {
  it("adds what meters tell to what is known", async () => {
    const smi = meter("nvidia-smi", () => ({ driver: "580.1", devices: 8 }));
    const { description, findings } = await describeAll({ engine: "vllm 0.32" }, meter("mute"), smi);
    expect(description).toEqual({ engine: "vllm 0.32", driver: "580.1", devices: 8 });
    expect(findings).toEqual([]);
  });

  it("keeps both where two tell different things under one key", async () => {
    const { description } = await describeAll(
      { driver: "1" },
      meter("a", () => ({ driver: "1" })),
      meter("b", () => ({ driver: "2" })),
    );
    expect(description).toEqual({ driver: "1", "b-driver": "2" });
  });

  it("reports a meter that cannot describe its devices, and goes on", async () => {
    const broken = meter("npu-smi", () => {
      throw new MeasurementError(failure("telemetry-hung", { command: "npu-smi", seconds: 10 }));
    });
    const bug = meter("other", () => {
      throw new TypeError("no");
    });
    const { description, findings } = await describeAll(
      {},
      broken,
      bug,
      meter("c", () => ({ last: true })),
    );
    expect(description).toEqual({ last: true });
    expect(findings).toEqual([
      { code: "description-failed", severity: "warning", data: { source: "npu-smi" } },
      { code: "telemetry-hung", severity: "warning", data: { command: "npu-smi", seconds: 10 } },
      { code: "description-failed", severity: "warning", data: { source: "other" } },
      { code: "unexpected-error", severity: "warning", data: { message: "no" } },
    ]);
  });

  it("says nothing of an interruption, which the run tells itself", async () => {
    const interrupted = meter("a", () => {
      throw new MeasurementError(failure("interrupted"));
    });
    expect(await describeAll({ known: 1 }, interrupted)).toEqual({ description: { known: 1 }, findings: [] });
  });
});
