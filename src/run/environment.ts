import os from "node:os";
import type { Environment } from "../model/run-record.js";
import { packageVersion } from "./package-version.js";

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
