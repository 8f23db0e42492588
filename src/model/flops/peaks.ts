import type { AcceleratorUnit } from "../system.js";

/** Number formats whose matrix multiplications have a peak of their own. */
export const PEAK_PRECISIONS = ["bf16", "fp16", "fp8", "fp4", "int8"] as const;
export type PeakPrecision = (typeof PEAK_PRECISIONS)[number];

/** What a peak, and a number "per device" of a framework, may belong to. */
export type DeviceUnit = Extract<AcceleratorUnit, "die" | "package">;

/** The most that one device multiplies in one second, by its maker's word: dense, never with sparsity. */
export interface Peak {
  /** As this table names it, e.g. `h100-sxm`. */
  readonly device: string;
  readonly precision: PeakPrecision;
  /** FLOP/s (operations a second of int8). */
  readonly flopPerSecond: number;
  readonly per: DeviceUnit;
  readonly diesPerPackage: 1 | 2;
  readonly source: string;
}

const MSMODELING = "github.com/Ascend/msmodeling @84fec85 tensor_cast/device.py (Huawei)";
const CLOUDMATRIX = "arXiv:2506.12708 (Huawei, SiliconFlow)";
const AICONFIGURATOR = "github.com/ai-dynamo/aiconfigurator aiconfigurator_core/systems (NVIDIA)";
const INFERSIM = "github.com/alibaba/InferSim hardware/gpu.py";

type Teras = Partial<Record<PeakPrecision, number>>;
type Device = readonly [name: string, per: DeviceUnit, diesPerPackage: 1 | 2, source: string, teras: Teras];

/**
 * The Ascend 910B comes in three bins. A package of the 910C is two dies, and a framework sees the dies: its peaks are of one
 * die. What NVIDIA calls a GPU is a package to its tools and frameworks, also where two chips share it (B200 and later).
 */
const DEVICES: readonly Device[] = [
  ["ascend-910b-376t", "package", 1, MSMODELING, { bf16: 353.9, fp16: 376, int8: 752 }],
  ["ascend-910b-313t", "package", 1, MSMODELING, { bf16: 294.9, fp16: 313, int8: 626 }],
  ["ascend-910b-280t", "package", 1, MSMODELING, { bf16: 245.8, fp16: 280, int8: 560 }],
  ["ascend-910c", "die", 2, `${CLOUDMATRIX}; bf16: ${MSMODELING}`, { bf16: 353.9, fp16: 376, int8: 752 }],
  ["a100-sxm", "package", 1, AICONFIGURATOR, { bf16: 312, int8: 624 }],
  ["h100-sxm", "package", 1, AICONFIGURATOR, { bf16: 989, fp8: 1979 }],
  ["h200-sxm", "package", 1, AICONFIGURATOR, { bf16: 989, fp8: 1979 }],
  ["h800-sxm", "package", 1, INFERSIM, { bf16: 989, fp8: 1979 }],
  ["h20", "package", 1, INFERSIM, { bf16: 148, fp8: 296 }],
  ["b200-sxm", "package", 1, AICONFIGURATOR, { bf16: 2250, fp8: 4500, fp4: 9000 }],
  ["b300-sxm", "package", 1, AICONFIGURATOR, { bf16: 2250, fp8: 4500, fp4: 14_000 }],
  ["gb200", "package", 1, AICONFIGURATOR, { bf16: 2500, fp8: 5000, fp4: 10_000 }],
  ["gb300", "package", 1, AICONFIGURATOR, { bf16: 2500, fp8: 5000, fp4: 15_000 }],
];

/** Dense peaks of devices, each of what its maker states it of. */
export const PEAKS: readonly Peak[] = DEVICES.flatMap(([device, per, diesPerPackage, source, teras]) =>
  PEAK_PRECISIONS.flatMap((precision) => {
    const tera = teras[precision];
    return tera === undefined
      ? []
      : [{ device, precision, flopPerSecond: tera * 1e12, per, diesPerPackage, source } satisfies Peak];
  }),
);

/** Undefined where the device is unknown, or has no such precision: the 910C and the A100 compute no fp8. */
export function findPeak(device: string, precision: PeakPrecision): Peak | undefined {
  return PEAKS.find((peak) => peak.device === device && peak.precision === precision);
}

/** The same peak of another unit of the same device. */
export function peakPer(peak: Peak, unit: DeviceUnit): Peak {
  if (unit === peak.per) return peak;
  const ratio = unit === "package" ? peak.diesPerPackage : 1 / peak.diesPerPackage;
  return { ...peak, per: unit, flopPerSecond: peak.flopPerSecond * ratio };
}
