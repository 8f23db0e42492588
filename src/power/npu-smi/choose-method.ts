import type { Boundary } from "../../model/boundary.js";
import { MeasurementError } from "../../model/errors.js";
import { type Finding, failure, note } from "../../model/finding.js";
import { chipKey, mcuKey } from "../parse/npu-smi-values.js";
import { example } from "../telemetry-findings.js";
import { classifyDieWatts, type DieWatts } from "./die-watts.js";
import type { Npu } from "./inventory.js";
import type { NpuMethod } from "./methods.js";
import { type ProbeContext, type ProbeResult, probeMethod } from "./probe.js";

/** What a method reads of one kind of NPU. */
export interface ChosenReading {
  /** Key of the device that speaks for the whole NPU. */
  key(npu: number): string;
  readonly boundary: Boundary;
}

export interface ChosenMethod {
  readonly method: NpuMethod;
  /** By the name of the NPU: one node may hold two kinds. */
  readonly readings: ReadonlyMap<string, ChosenReading>;
}

/** The MCU of a 310P meters the board; its chips have no meter (reference/power-and-mlperf.md sections 0 and 3.2). */
const BOARD_METERED = /310P/i;

/**
 * The first method that tells the watts of whole packages. Each is tried on one NPU of each name; one that is passed over is
 * reported with its reason.
 *
 * @throws MeasurementError `npu-power-unreadable` where none does; `telemetry-missing`, `interrupted`
 */
export async function chooseMethod(
  methods: readonly NpuMethod[],
  npus: readonly Npu[],
  context: ProbeContext,
  report: (finding: Finding) => void,
): Promise<ChosenMethod> {
  const kinds = npus.filter(({ name }, index) => npus.findIndex((npu) => npu.name === name) === index);
  const hung = new Set<string>();
  let words = "";
  for (const method of methods) {
    // Other columns do not make a command speak that said nothing.
    if (hung.has(method.name)) continue;
    const readings = new Map<string, ChosenReading>();
    for (const npu of kinds) {
      const tried = await tryMethod(method, npu, context);
      for (const finding of tried.findings) report(finding);
      if (tried.reading === undefined) {
        words = tried.words || words;
        if (tried.isHung === true) hung.add(method.name);
        break;
      }
      readings.set(npu.name, tried.reading);
    }
    if (readings.size === kinds.length) return { method, readings };
  }
  const tried = [...new Set(methods.map(({ name }) => name))].join(", ");
  const ids = npus.map(({ id }) => id).join(", ");
  throw new MeasurementError(failure("npu-power-unreadable", { npus: ids, tried, words: example(words) }));
}

interface Tried {
  /** Absent where the method is passed over. */
  readonly reading?: ChosenReading;
  readonly findings: readonly Finding[];
  readonly words: string;
  readonly isHung?: boolean;
}

async function tryMethod(method: NpuMethod, npu: Npu, context: ProbeContext): Promise<Tried> {
  try {
    return judge(method, npu, await probeMethod(method, npu, context));
  } catch (error) {
    if (!(error instanceof MeasurementError)) throw error;
    return passOver(method, npu, error);
  }
}

/** Without the program, or without patience, no other method does better. */
function passOver(method: NpuMethod, npu: Npu, error: MeasurementError): Tried {
  const { code, data } = error.finding;
  if (code === "telemetry-missing" || code === "interrupted" || code === "processes-not-stopped") throw error;
  const base = { method: method.name, npu: npu.id };
  const seconds = data["seconds"];
  if (code === "telemetry-hung" && seconds !== undefined) {
    return { findings: [note("npu-method-hung", { ...base, seconds })], words: "", isHung: true };
  }
  const words = String(data["words"] ?? "");
  const outcome = String(data["outcome"] ?? code);
  return { findings: [note("npu-method-failed", { ...base, outcome, words: example(words) })], words };
}

function judge(method: NpuMethod, npu: Npu, { readings, words }: ProbeResult): Tried {
  const wattsOf = (key: string): number | null | undefined => readings.find(({ device }) => device === key)?.watts;
  const dies = Array.from({ length: npu.chips }, (_, chip) => wattsOf(chipKey(npu.id, chip)));
  const base = { method: method.name, npu: npu.id };
  if (dies.some((watts) => typeof watts === "number")) {
    const pattern = classifyDieWatts(dies, npu.packageWatts);
    const patternNote =
      pattern === "single-die" ? [] : [note("npu-power-pattern", patternData(base, pattern, npu, dies))];
    if (pattern === "halves" || pattern === "unclear") {
      return { findings: [...patternNote, note("npu-method-ambiguous", { ...base, pattern })], words };
    }
    const boundary = BOARD_METERED.test(npu.name) ? "board" : "package";
    return { reading: { key: (id) => chipKey(id, 0), boundary }, findings: patternNote, words };
  }
  if (typeof wattsOf(mcuKey(npu.id)) === "number") {
    return { reading: { key: mcuKey, boundary: "board" }, findings: [], words };
  }
  return { findings: [note("npu-method-silent", { ...base, words: example(words) })], words };
}

function patternData(
  base: { readonly method: string; readonly npu: number },
  pattern: DieWatts,
  npu: Npu,
  [first, second]: readonly (number | null | undefined)[],
): Finding["data"] {
  return {
    ...base,
    pattern,
    packageWatts: npu.packageWatts ?? "-",
    firstWatts: first ?? "-",
    secondWatts: second ?? "-",
  };
}
