import { writeFile } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";

const EXECUTABLES = fileURLToPath(new URL("../../power/executables", import.meta.url));

/** Watts of the packages and boards that the executables speak of. */
export const NPU_WATTS = [360.5, 301.2] as const;
export const GPU_WATTS = [512.25, 498.5] as const;

/**
 * An environment in which `npu-smi` and `nvidia-smi` tell these watts, of two packages with two dies each and of two boards.
 *
 * @param folder where the machines are described
 */
export async function fakeTelemetry(folder: string): Promise<Readonly<Record<string, string>>> {
  const machines = {
    FAKE_NPU_SMI: { model: "A3", npus: NPU_WATTS.map((watts) => ({ watts })) },
    FAKE_NVIDIA_SMI: { devices: GPU_WATTS.map((watts) => ({ watts })) },
  };
  const environment: Record<string, string> = { PATH: `${EXECUTABLES}${delimiter}${process.env["PATH"] ?? ""}` };
  for (const [variable, machine] of Object.entries(machines)) {
    const file = join(folder, `${variable}.json`);
    await writeFile(file, JSON.stringify(machine));
    environment[variable] = file;
  }
  return environment;
}
