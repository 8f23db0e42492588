import type { MachineCommands } from "../../../contract/power-source.js";
import { note, warning } from "../../../model/finding.js";
import { NS_PER_SECOND } from "../../../model/time.js";
import type { Command } from "../../../power/acquire/command.js";
import { type CheckResult, noticed, passed } from "../check-result.js";

const LIMIT_NS = 3 * NS_PER_SECOND;

/** Tools that know whether the wall clock follows others, and how each says that it does and that it does not. */
const TOOLS: readonly { readonly command: Command; readonly yes: RegExp; readonly no: RegExp }[] = [
  { command: ["chronyc", "-n", "tracking"], yes: /^Leap status\s*:\s*Normal/m, no: /^Leap status\s*:/m },
  {
    command: ["timedatectl", "show", "--property=NTPSynchronized", "--value"],
    yes: /^yes$/m,
    no: /^no$/m,
  },
];

/** Whether the wall clock is kept right, as far as a tool of this machine can say so. Nothing is asked over the network. */
export async function checkTimeSync(access: MachineCommands): Promise<CheckResult> {
  for (const { command, yes, no } of TOOLS) {
    const answer = await access.read(command, LIMIT_NS).catch(() => undefined);
    const tool = command[0];
    if (yes.test(answer?.text ?? "")) return passed("time-sync", note("doctor-time-synced", { tool }));
    if (no.test(answer?.text ?? "")) return noticed("time-sync", warning("doctor-time-not-synced", { tool }));
  }
  return noticed("time-sync", note("doctor-time-sync-unknown"));
}
