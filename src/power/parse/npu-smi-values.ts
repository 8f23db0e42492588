import type { DeviceReading } from "../telemetry-parser.js";

/**
 * A device in the output of `npu-smi`: `<NPU>-<chip>` for a chip, `<NPU>-mcu` for the board that the MCU meters. Which of
 * them speaks for the package is not said by a single line, so parsers do not decide it: see `npu-smi/choose-method.ts`.
 */
export function chipKey(npu: number, chip: number): string {
  return `${npu}-${chip}`;
}

export function mcuKey(npu: number): string {
  return `${npu}-mcu`;
}

/**
 * What stands where watts belong. `elsewhere`: `-`, which the second die of a package prints, as the first die's watts are
 * those of both. `missing`: the tool has none. `garbage`: neither watts nor one of the tool's words for none.
 */
export type WattsCell = number | "elsewhere" | "missing" | "garbage";

/** @param text a cell without white space around it */
export function parseWattsCell(text: string): WattsCell {
  if (text === "-") return "elsewhere";
  if (/^(n\/?a|--|\[?not supported\]?|)$/i.test(text)) return "missing";
  return parseDecimal(text) ?? "garbage";
}

/** A number as `npu-smi` prints it, without sign and exponent; `undefined` for anything else. */
export function parseDecimal(text: string): number | undefined {
  return /^\d{1,9}(\.\d{1,9})?$/.test(text) ? Number(text) : undefined;
}

/** A whole number without sign, such as an NPU's; `undefined` for anything else. */
export function parseIndex(text: string): number | undefined {
  return /^\d{1,9}$/.test(text) ? Number(text) : undefined;
}

/** Degrees Celsius, which may lie below 0; `undefined` for anything else. */
export function parseCelsius(text: string): number | undefined {
  return /^-?\d{1,4}(\.\d{1,3})?$/.test(text) ? Number(text) : undefined;
}

/**
 * The reading of one chip, or none where its watts are told by the other die. On the first chip, `-` is a missing reading:
 * there is no die before it that could speak for it.
 */
export function chipReading(
  npu: number,
  chip: number,
  watts: WattsCell,
  temperatureCelsius: number | undefined,
): readonly DeviceReading[] {
  if (watts === "elsewhere" && chip > 0) return [];
  return [
    {
      device: chipKey(npu, chip),
      watts: typeof watts === "number" ? watts : null,
      ...(temperatureCelsius === undefined ? {} : { state: { temperatureCelsius } }),
    },
  ];
}

/** Counts the lines of which a parser makes nothing. */
export interface UnknownLines {
  readonly seen: { readonly lines: number; readonly last: string };
  add(line: string): void;
}

export function countUnknownLines(): UnknownLines {
  const seen = { lines: 0, last: "" };
  return {
    seen,
    add: (line) => {
      seen.lines += 1;
      seen.last = line;
    },
  };
}
