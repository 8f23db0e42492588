/** `full`: every metric and formula, the answers first. `brief`: primary metrics, the answers last, where a terminal stops. */
export type ReportDetail = "full" | "brief";
