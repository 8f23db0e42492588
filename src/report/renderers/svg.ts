import { API_VERSION } from "../../contract/backend-adapter.js";
import type { Renderer } from "../../contract/renderer.js";
import { MeasurementError } from "../../model/errors.js";
import { failure } from "../../model/finding.js";
import { drawChart } from "../charts/draw-chart.js";
import { runsChart } from "../charts/runs-chart.js";

/** Every run of every primary metric as a dot. Summaries and frontiers, which have no primary metric, are not in it. */
export const svgRenderer: Renderer<Promise<string>> = {
  apiVersion: API_VERSION,
  name: "svg",
  render: async (model) => {
    const chart = runsChart(model);
    if (chart === undefined) throw new MeasurementError(failure("nothing-to-draw"));
    return await drawChart(chart);
  },
};
