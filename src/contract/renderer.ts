import type { ReportModel } from "../model/report-model.js";

export interface RenderOptions {
  /** Whether ANSI colours may be used. */
  readonly color: boolean;
  /** Columns of the terminal; text may be longer where it cannot be folded. */
  readonly width: number;
}

/**
 * Turns the one report model into one form. Does no arithmetic: every cell's text stands in the model. What is drawn comes later
 * than what is written.
 */
export interface Renderer<Rendered extends string | Promise<string> = string | Promise<string>> {
  readonly apiVersion: number;
  readonly name: string;
  render(model: ReportModel, options: RenderOptions): Rendered;
}
