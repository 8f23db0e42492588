import type { ArrivalDrawer } from "./arrival-schedule.js";
import { drawThinking } from "./think-time.js";

/** Users who talk in turns: a closed loop, whose requests are turns of conversations (`load/conversation-turns.ts`). */
export const drawConversations: ArrivalDrawer<"conversations"> = ({ concurrency, thinkTime }, _totalNs, random) => ({
  kind: "closed",
  users: concurrency,
  thinkNs: drawThinking(thinkTime, concurrency, random),
});
