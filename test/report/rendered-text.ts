import type { RenderOptions } from "../../src/contract/renderer.js";
import type { ReportModel } from "../../src/model/report-model.js";
import { rendererRegistry } from "../../src/report/renderers.js";

/** A report in a form that is written, not drawn. */
export function renderedText(form: string, model: ReportModel, options: RenderOptions): string {
  const rendered = rendererRegistry.get(form).render(model, options);
  if (typeof rendered !== "string") throw new Error(`${form} is drawn`);
  return rendered;
}
