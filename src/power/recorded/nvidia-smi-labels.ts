import { parseCsvHeader, splitCells } from "../parse/nvidia-smi-csv.js";
import type { LineLabels } from "./formats.js";

/** `2026/01/16 07:32:24.123`: local time of the machine, without a zone. */
const TIME = /^(\d{4})\/(\d\d)\/(\d\d) (\d\d):(\d\d):(\d\d)(?:\.(\d{1,3}))?$/;

/**
 * Times and names of the rows of `nvidia-smi --query-gpu=timestamp,... --format=csv`, found by the columns of the header, which
 * may come again. The times are taken as UTC.
 */
export function createNvidiaSmiLabels(): LineLabels {
  let names: readonly string[] = [];
  return (text) => {
    const header = parseCsvHeader(text.trim());
    if (header !== undefined) {
      names = header.map(({ name }) => name);
      return undefined;
    }
    const cells = splitCells(text);
    const cell = (...columns: readonly string[]): string | undefined =>
      columns.map((column) => cells[names.indexOf(column)]).find((found) => found !== undefined);
    const unixMs = readTime(cell("timestamp") ?? "");
    return unixMs === undefined ? undefined : { unixMs, chip: cell("name", "gpu_name") };
  };
}

function readTime(text: string): number | undefined {
  const found = TIME.exec(text);
  if (found === null) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = found.slice(1, 7).map(Number);
  const isTime = month >= 1 && month <= 12 && day >= 1 && day <= 31 && hour < 24 && minute < 60 && second < 61;
  const fraction = found[7];
  const milliseconds = fraction === undefined ? 0 : Number(fraction.padEnd(3, "0"));
  return isTime ? Date.UTC(year, month - 1, day, hour, minute, second, milliseconds) : undefined;
}
