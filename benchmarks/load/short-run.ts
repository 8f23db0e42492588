import { spawnSync } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { startPacedServer } from "../../src/simulation/paced-server/start-paced-server.js";
import { endedChildrenCpuSeconds } from "./child-task.js";

const MAIN = fileURLToPath(new URL("../../../dist/cli/main.js", import.meta.url));

/** CPU seconds of `tokwatt run` on a few requests: of its whole process tree, from its start to its report. */
export async function shortRunCpuSeconds(requests: number, seed: number): Promise<number> {
  const server = await startPacedServer({ ttftMs: 20, gapMs: 5 });
  const directory = await mkdtemp(join(tmpdir(), "tokwatt-short-"));
  try {
    const write = (name: string, text: string): Promise<void> => writeFile(join(directory, name), text);
    await write("suite.yaml", suiteText(seed));
    await write("system.yaml", systemText(server.baseUrl));
    await write("workload.yaml", workloadText(requests));
    const before = endedChildrenCpuSeconds();
    const words = [MAIN, "run", join(directory, "suite.yaml"), "--results", join(directory, "results")];
    const { status, stderr } = spawnSync(process.execPath, words, { encoding: "utf8" });
    if (status !== 0) throw new Error(`tokwatt run ended with ${status}: ${stderr}`);
    return endedChildrenCpuSeconds() - before;
  } finally {
    await server.stop();
    await rm(directory, { recursive: true, force: true });
  }
}

function suiteText(seed: number): string {
  return `kind: suite
id: short
version: "1"
title: { en: Short, zh: 短 }
seed: ${seed}
systems: [system.yaml]
workloads: [workload.yaml]
repeats: 1
order: interleaved
`;
}

function systemText(baseUrl: string): string {
  return `kind: system
id: paced
title: { en: Paced server, zh: 定时应答服务器 }
adapter: gpu
lifecycle: attached
options: { baseUrl: "${baseUrl}", model: plain, metrics: none }
accelerators: { name: none, unit: package, count: 1 }
serving: { model: plain, precision: none, tokenizer: none }
`;
}

function workloadText(requests: number): string {
  return `kind: inference
id: short
version: "1"
title: { en: Short, zh: 短 }
api: chat
arrival: { kind: offline, requests: ${requests} }
promptWords: { kind: fixed, value: 16 }
outputTokens: { kind: fixed, value: 16 }
outputPolicy: exact
temperature: 0
phases: { warmUpSeconds: 0, measureSeconds: 10, coolDownSeconds: 0, drainSeconds: 5 }
minimum: { windowSeconds: 1, powerSamples: 1 }
requestTimeoutSeconds: 10
`;
}
