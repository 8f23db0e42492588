import type { ArrivalDrawer } from "./arrival-schedule.js";

/** A fixed number of users, each with one request under way. Nothing is drawn: the system's own pace sets the times. */
export const drawClosedLoop: ArrivalDrawer<"closed-loop"> = (arrival) => ({
  kind: "closed",
  users: arrival.concurrency,
});
