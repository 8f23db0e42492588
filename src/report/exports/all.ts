import type { RunRecord } from "../../model/run-record.js";
import { vllmExport } from "./vllm-export.js";

/** Forms of other tools that one run can be written in. A new one is one file and one line here. */
export const EXPORTS = { vllm: vllmExport } as const satisfies Record<string, (record: RunRecord) => unknown>;

export type ExportFormat = keyof typeof EXPORTS;
