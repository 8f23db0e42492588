import type { ArrivalDrawer } from "./arrival-schedule.js";

/** All requests at once. */
export const drawOffline: ArrivalDrawer<"offline"> = (arrival) => ({ kind: "batch", requests: arrival.requests });
