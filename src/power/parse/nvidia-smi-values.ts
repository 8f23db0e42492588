/** Units of one quantity: what a number is multiplied with, and then divided by, to be in SI units. */
type Units = Readonly<Record<string, readonly [times: number, over: number]>>;

/** A quantity as nvidia-smi prints it; `standard` is the unit of a bare number (`nounits`). */
interface QuantityKind {
  readonly units: Units;
  readonly standard: string;
}

export const WATTS: QuantityKind = { units: { W: [1, 1], mW: [1, 1000], kW: [1000, 1] }, standard: "W" };
export const HERTZ: QuantityKind = {
  units: { MHz: [1e6, 1], Hz: [1, 1], kHz: [1e3, 1], GHz: [1e9, 1] },
  standard: "MHz",
};
export const CELSIUS: QuantityKind = { units: { C: [1, 1] }, standard: "C" };

/**
 * What nvidia-smi prints where it has no value: `N/A`, an empty cell, `-` (in dmon), or NVML's error in words, with or
 * without brackets.
 */
const NO_VALUE =
  /^(?:-|n\/a|\[.*\]|not supported|unknown error|insufficient permissions|gpu is lost|gpu requires reset|requested functionality has been deprecated)?$/i;

export function isNoValue(text: string): boolean {
  return NO_VALUE.test(text.trim());
}

/** Longer than any value: so many digits would be no finite number. */
const NUMBER = /^(-?\d{1,15}(?:\.\d{1,15})?)\s*([A-Za-z]*)$/;

/**
 * A value in SI units (watts, hertz, degrees Celsius). The unit beside the value wins over the column's, and the column's
 * over the standard one.
 *
 * @returns `null` where the tool says that it has none; `undefined` for what nobody understands. Never 0 for either.
 */
export function parseQuantity(text: string, kind: QuantityKind, columnUnit?: string): number | null | undefined {
  const found = NUMBER.exec(text.trim());
  if (found === null) return isNoValue(text) ? null : undefined;
  const [, digits = "", ownUnit = ""] = found;
  const scale = kind.units[ownUnit || columnUnit || kind.standard];
  const value = scale === undefined ? Number.NaN : (Number(digits) * scale[0]) / scale[1];
  return Number.isFinite(value) ? value : undefined;
}

/** Watts that a device may draw: a negative reading is none that anybody understands. */
export function parsePowerWatts(text: string, columnUnit?: string): number | null | undefined {
  const watts = parseQuantity(text, WATTS, columnUnit);
  return typeof watts === "number" && watts < 0 ? undefined : watts;
}

/**
 * Bits of `clocks_event_reasons.active`, in the words of `nvidia-smi -q`. An idle device and clocks that somebody asked
 * for (`--applications-clocks`) are no throttling.
 *
 * Source: nvml.h, `nvmlClocksEventReason*` (before driver 535 `nvmlClocksThrottleReason*`).
 */
const NO_THROTTLING_BITS = 0x1n | 0x2n;
const THROTTLE_REASONS: readonly (readonly [bit: bigint, words: string])[] = [
  [0x4n, "SW Power Cap"],
  [0x8n, "HW Slowdown"],
  [0x10n, "Sync Boost"],
  [0x20n, "SW Thermal Slowdown"],
  [0x40n, "HW Thermal Slowdown"],
  [0x80n, "HW Power Brake Slowdown"],
  [0x100n, "Display Clock Setting"],
];
const KNOWN_BITS = THROTTLE_REASONS.reduce((all, [bit]) => all | bit, NO_THROTTLING_BITS);

/** Whether a label of `-q`'s section `Clocks Event Reasons` names something that holds the device back. */
export function isThrottleReason(label: string): boolean {
  return THROTTLE_REASONS.some(([, words]) => words === label);
}

/** Reasons of a bit mask in words, empty where nothing holds the device back; `undefined` for no bit mask. */
export function throttleWords(mask: string): string | undefined {
  if (!/^0x[0-9a-f]{1,16}$/i.test(mask)) return undefined;
  const bits = BigInt(mask);
  const reasons = THROTTLE_REASONS.filter(([bit]) => (bits & bit) !== 0n).map(([, words]) => words);
  const others = bits & ~KNOWN_BITS;
  return [...reasons, ...(others === 0n ? [] : [`0x${others.toString(16)}`])].join(", ");
}
