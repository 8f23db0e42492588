import type { ArrivalDrawer } from "./arrival-schedule.js";
import { drawThinking } from "./think-time.js";

/** A fixed number of users, each with one request under way or thinking: the system's own pace sets the times. */
export const drawClosedLoop: ArrivalDrawer<"closed-loop"> = ({ concurrency, thinkTime }, _totalNs, random) => ({
  kind: "closed",
  users: concurrency,
  thinkNs: drawThinking(thinkTime, concurrency, random),
});
