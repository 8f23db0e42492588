import { readFileSync } from "node:fs";

const INTERVAL_MS = 100;

/** Watches the memory of this process's children until it is stopped; NaN where the kernel does not tell. */
export function watchChildrenMemory(): { stop(): number } {
  let peakBytes = 0;
  const timer = setInterval(() => {
    for (const pid of childrenOf(process.pid)) peakBytes = Math.max(peakBytes, peakMemory(pid));
  }, INTERVAL_MS);
  timer.unref();
  return {
    stop: () => {
      clearInterval(timer);
      return peakBytes === 0 ? Number.NaN : peakBytes;
    },
  };
}

function childrenOf(pid: number): readonly string[] {
  const text = readText(`/proc/${pid}/task/${pid}/children`);
  return text.split(" ").filter((child) => child !== "");
}

/** Most memory that a process had until now; 0 where it is gone. */
function peakMemory(pid: string): number {
  return Number(/^VmHWM:\s+(\d+) kB$/m.exec(readText(`/proc/${pid}/status`))?.[1] ?? 0) * 1024;
}

function readText(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}
