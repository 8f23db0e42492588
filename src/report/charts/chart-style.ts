/** How every chart looks; names of fonts with which Chinese is drawn as well. */
export const FONT = "Noto Sans, Noto Sans CJK SC, Helvetica, Arial, sans-serif";
export const COLORS = { run: "#4c78a8", level: "#1f2d3d", break: "#888888", grid: "#e6e6e6" };

/** What a chart is made of whatever it shows. */
export const CHART_FRAME = {
  $schema: "https://vega.github.io/schema/vega-lite/v6.json",
  background: "white",
  padding: 12,
} as const;
