/**
 * A delaying proxy as a process of its own: started by `delay-process.ts`, it hears and speaks by messages (`delay-messages.ts`) and
 * does not outlive whoever started it.
 */
import { createMonotonicClock } from "../../load/monotonic-clock.js";
import type { FromDelay, ToDelay } from "./delay-messages.js";
import { createDelayingProxy, type DelayingProxy } from "./delaying-proxy.js";

let proxy: DelayingProxy | undefined;

// Who wants the run to stop tells the coordinator, which ends this process when the load has ended.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => undefined);
process.on("disconnect", () => process.exit());
process.on("message", (message: ToDelay) => void hear(message));

async function hear(message: ToDelay): Promise<void> {
  if (message.kind === "begin") {
    proxy = await createDelayingProxy({ ...message.options, clock: createMonotonicClock() });
    say({ kind: "ready", baseUrl: proxy.baseUrl });
    return;
  }
  const times = proxy?.times() ?? { serverNs: 0, forwardedNs: 0 };
  await proxy?.close();
  say({ kind: "ended", times }, () => process.exit());
}

function say(message: FromDelay, said?: () => void): void {
  process.send?.(message, undefined, undefined, said);
}
