import { createRequire } from "node:module";
import os from "node:os";
import type { Environment } from "../model/run-record.js";

/** The machine that drives the load, without host name, user or path. */
export function readEnvironment(): Environment {
  const cpus = os.cpus();
  return {
    tokwattVersion: packageVersion(),
    nodeVersion: process.version,
    platform: process.platform,
    arch: process.arch,
    kernel: os.release(),
    cpuModel: cpus[0]?.model.trim() ?? "unknown",
    cpuCount: cpus.length,
    memoryBytes: os.totalmem(),
  };
}

function packageVersion(): string {
  // By the package's own name: the compiled file stands at different depths in `dist/` and in the benchmarks' build.
  const require = createRequire(import.meta.url);
  return (require("tokwatt/package.json") as { version: string }).version;
}
