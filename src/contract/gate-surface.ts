import type { GateReport } from "../model/gate.js";
import type { Language } from "../model/localized-text.js";
import type { RenderOptions } from "./renderer.js";

/** Turns what a gate says into one form that people or a CI system read. Does no arithmetic beyond formatting. */
export interface GateSurface {
  readonly apiVersion: number;
  readonly name: string;
  /** Whether it is written behind what stands in its file already, as the summary of a GitHub job is. */
  readonly appends: boolean;
  render(report: GateReport, language: Language, options: RenderOptions): string;
}
