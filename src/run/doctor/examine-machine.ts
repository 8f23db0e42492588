import { readdir, readFile } from "node:fs/promises";
import os from "node:os";
import type { MachineCommands } from "../../contract/power-source.js";
import type { CheckResult } from "./check-result.js";
import { checkDescriptors } from "./machine/descriptors.js";
import { checkPorts } from "./machine/ports.js";
import { checkProcessors } from "./machine/processors.js";
import { checkTimeSync } from "./machine/time-sync.js";

/** What the machine that drives the load allows. */
export async function examineMachine(access: MachineCommands): Promise<readonly CheckResult[]> {
  const [limits, descriptors, range] = await Promise.all([
    textOf("/proc/self/limits"),
    readdir("/proc/self/fd").catch(() => []),
    textOf("/proc/sys/net/ipv4/ip_local_port_range"),
  ]);
  const [load = 0] = os.loadavg();
  return [
    checkDescriptors(limits, descriptors.length),
    checkPorts(range),
    checkProcessors(os.availableParallelism(), load),
    await checkTimeSync(access),
  ];
}

/** `/proc` is Linux's; what others have instead is not looked for. */
function textOf(path: string): Promise<string | undefined> {
  return readFile(path, "utf8").catch(() => undefined);
}
