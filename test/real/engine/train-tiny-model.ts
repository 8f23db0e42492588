import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { execa } from "execa";

const JOB_FOLDER = fileURLToPath(new URL("../../../benchmarks/jobs/tiny-gpt", import.meta.url));
const MODEL_FILE = fileURLToPath(new URL("../../../benchmarks/models/tiny-gpt.yaml", import.meta.url));
/** About half a minute. One thread, as several that wait for each other are slow on a busy machine. */
const FIGURES = ["--steps", "100", "--sequence-length", "128", "--global-batch", "4", "--seed", "served"];

/**
 * Trains the model that the real engine serves, by the job of `benchmarks/jobs/tiny-gpt`, once: a stamp says which job and which
 * versions it came from. Progress goes to stderr.
 *
 * @param options.pythonPath the engine's Python, which has PyTorch
 * @param options.engineStamp changes whenever the versions of the environment do
 * @param options.modelFolder replaced as a whole
 * @throws ExecaError when the training fails; its stderr says why
 */
export async function trainTinyModel(options: {
  readonly pythonPath: string;
  readonly engineStamp: string;
  readonly modelFolder: string;
}): Promise<void> {
  const { pythonPath, engineStamp, modelFolder } = options;
  const stampFile = join(modelFolder, "trained-from.txt");
  const stamp = await stampOf(engineStamp);
  if (existsSync(stampFile) && (await readFile(stampFile, "utf8")) === stamp) return;
  process.stderr.write("vllm: training the model that is served\n");
  const freshFolder = `${modelFolder}-${process.pid}`;
  await rm(freshFolder, { recursive: true, force: true });
  await execa(pythonPath, ["train.py", ...FIGURES, "--output", freshFolder], { cwd: JOB_FOLDER, stdin: "ignore" });
  await writeFile(join(freshFolder, "trained-from.txt"), stamp);
  await rm(modelFolder, { recursive: true, force: true });
  await rename(freshFolder, modelFolder);
}

/** Digest of all that decides the weights. */
async function stampOf(engineStamp: string): Promise<string> {
  const digest = createHash("sha256").update(engineStamp).update(FIGURES.join(" "));
  const names = await readdir(JOB_FOLDER, { recursive: true });
  const files = names.filter((name) => /\.(?:py|txt)$/.test(name)).sort();
  for (const file of [...files.map((name) => join(JOB_FOLDER, name)), MODEL_FILE]) digest.update(await readFile(file));
  return `${digest.digest("hex")}\n`;
}
