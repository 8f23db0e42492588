import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { execa } from "execa";
import { CACHE_FOLDER, installVllm } from "./install-vllm.js";
import { trainTinyModel } from "./train-tiny-model.js";

export type PreparedVllm =
  | {
      readonly available: true;
      /** VLLM_PYTHON, MODEL_DIR and VLLM_CPUS, which `benchmarks/systems/vllm-cpu.yaml` asks for. */
      readonly environment: Readonly<Record<string, string>>;
    }
  | { readonly available: false; readonly reason: string };

/** Installs the engine and trains its model, where they are not there yet. Starts nothing. */
export async function prepareVllm(): Promise<PreparedVllm> {
  const taskset = await execa("taskset", ["--version"], { reject: false });
  if (taskset.failed) return { available: false, reason: "taskset of util-linux is needed" };
  const installation = await installVllm();
  if (!installation.available) return installation;
  const { pythonPath, stamp } = installation;
  const modelFolder = join(CACHE_FOLDER, "tiny-model");
  await trainTinyModel({ pythonPath, engineStamp: stamp, modelFolder });
  return {
    available: true,
    environment: { VLLM_PYTHON: pythonPath, MODEL_DIR: modelFolder, VLLM_CPUS: await firstAllowedCpu() },
  };
}

/** The engine gets one processor, so that the others are left to the load generator and to the tests. */
async function firstAllowedCpu(): Promise<string> {
  const status = await readFile("/proc/self/status", "utf8");
  return /^Cpus_allowed_list:\s*(\d+)/m.exec(status)?.[1] ?? "0";
}
