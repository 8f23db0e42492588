import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { deserialize } from "node:v8";
import type { BareAnswer, BareTask } from "./bare-main.js";
import type { BareOptions, BareStream } from "./bare-reader.js";
import { runChild } from "./child-task.js";
import type { ClientRun } from "./client-run.js";

/** Runs the bare reader in a process of its own. */
export async function runBare(options: BareOptions, core: number | undefined): Promise<ClientRun> {
  const directory = await mkdtemp(join(tmpdir(), "tokwatt-bare-"));
  try {
    const file = join(directory, "streams");
    const task: BareTask = { ...options, file };
    const { cpuSeconds } = await runChild<BareAnswer>("./bare-main.js", task, core);
    const streams = deserialize(await readFile(file)) as readonly BareStream[];
    // `usage` alone is no chunk with choices, which is what the server's log counts.
    const seen = streams.map(({ id, requestedNs, stampsNs }) => {
      return { id, sentNs: requestedNs, stampsNs: stampsNs.subarray(0, -1), isWhole: true };
    });
    return { streams: seen, cpuSeconds };
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}
