import type { Stamp } from "../../model/comparison.js";
import type { Finding } from "../../model/finding.js";
import type { GateForm, GateLine } from "../../model/gate.js";
import type { Plan } from "../../model/plan.js";

/** What the records of one execution say to one form of a gate. */
export interface GateJudgement {
  readonly form: GateForm;
  readonly plan: Plan;
  readonly executionId: string;
  readonly lines: readonly GateLine[];
  readonly stamps: readonly Stamp[];
  readonly caveats: readonly Finding[];
  /** Set where a trial has no usable run: what failed in one run of five must not pass by the other four. */
  readonly unusable?: Finding | undefined;
}

/** Each finding, or stamp, once, by its content. */
export function distinct<Value>(values: readonly Value[]): readonly Value[] {
  return [...new Map(values.map((value) => [JSON.stringify(value), value])).values()];
}
