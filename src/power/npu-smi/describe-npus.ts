import type { MachineCommands } from "../../contract/power-source.js";
import { MeasurementError } from "../../model/errors.js";
import type { SystemDescription } from "../../model/run-record.js";
import { NS_PER_SECOND } from "../../model/time.js";
import { listSysfsFolder, readSysfsText } from "../acquire/sysfs.js";
import { readAscendRelease, readCannRelease } from "../parse/ascend-versions.js";
import { generationOf, readNpuBoard, readSuperPodPlace } from "../parse/npu-smi-facts.js";
import { readNpuTopology } from "../parse/npu-smi-topology.js";
import type { Inventory, Npu } from "./inventory.js";
import { type NpuSmiOptions, npuSmi } from "./options.js";

/**
 * What the tools tell of these NPUs: names, dies and packages, versions of driver, firmware, `npu-smi` and CANN, how the dies
 * of the node are joined, and the node's place in its super-node. What does not answer is left out.
 *
 * @param root folder of driver and CANN; undefined where the NPUs are on another machine
 */
export async function describeNpus(
  options: NpuSmiOptions,
  access: MachineCommands,
  npus: readonly Npu[],
  versions: Inventory["versions"],
  root: string | undefined,
): Promise<SystemDescription> {
  const ask = createAsk(options, access);
  const first = String(npus[0]?.id ?? 0);
  const board = readNpuBoard(await ask("-t", "board", "-i", first));
  const generation = board.pciDeviceId === undefined ? undefined : generationOf(board.pciDeviceId);
  const topology = readNpuTopology(await ask("-t", "topo"));
  const place = readSuperPodPlace(await ask("-t", "spod-info", "-i", first, "-c", "0"));
  const files = await readVersionFiles(root);
  const dies = new Set(npus.map(({ chips }) => chips));
  return withoutAbsent({
    npus: counted(npus.map(({ name }) => name)),
    npuPackages: npus.length,
    npuDies: npus.reduce((sum, { chips }) => sum + chips, 0),
    npuDiesPerPackage: dies.size === 1 ? npus[0]?.chips : undefined,
    npuGeneration: generation,
    npuProduct: board.productName,
    npuDriver: board.driverVersion ?? versions.driverVersion ?? files.driver,
    npuFirmware: board.firmwareVersion ?? files.firmware,
    npuSmi: versions.toolVersion,
    cann: files.cann,
    npuTopology: topology === undefined ? undefined : pairsText(topology.pairs),
    superPodSize: place.size,
    superPodId: place.id,
    superPodServer: place.serverIndex,
  });
}

/** Output of `npu-smi info`, empty where it does not answer. A tool that hangs once is not asked again. */
function createAsk(options: NpuSmiOptions, access: MachineCommands): (...args: readonly string[]) => Promise<string> {
  let isHung = false;
  return async (...args) => {
    if (isHung) return "";
    try {
      return (await access.read(npuSmi(options, "info", ...args), options.limitSeconds * NS_PER_SECOND)).text;
    } catch (error) {
      if (!(error instanceof MeasurementError)) throw error;
      isHung = error.finding.code !== "telemetry-failed";
      return "";
    }
  };
}

/** `28 x HCCS`; on A3 `112 x HCCS_SW, 8 x SIO`. */
function pairsText(pairs: Readonly<Record<string, number>>): string | undefined {
  const kinds = Object.entries(pairs).sort(([, a], [, b]) => b - a);
  return kinds.length === 0 ? undefined : kinds.map(([kind, count]) => `${count} x ${kind}`).join(", ");
}

/** `8 x Ascend910` */
function counted(names: readonly string[]): string {
  const kinds = [...new Set(names)];
  return kinds.map((kind) => `${names.filter((name) => name === kind).length} x ${kind}`).join(", ");
}

interface VersionFiles {
  readonly driver?: string | undefined;
  readonly firmware?: string | undefined;
  readonly cann?: string | undefined;
}

async function readVersionFiles(root: string | undefined): Promise<VersionFiles> {
  if (root === undefined) return {};
  const driver = await readOrNothing(root, "driver", "version.info");
  const firmware = await readOrNothing(root, "firmware", "version.info");
  return { driver: readAscendRelease(driver), firmware: readAscendRelease(firmware), cann: await readCann(root) };
}

const CANN_FOLDERS = ["cann", "ascend-toolkit/latest"];
const PLATFORMS = ["aarch64-linux", "x86_64-linux", "arm64-linux"];

/** CANN's folder is called after its release, `cann` or `latest` leading to it; the newest name counts where none does. */
async function readCann(root: string): Promise<string | undefined> {
  const released = (await listFolder(root)).filter((name) => /^cann-\d/.test(name)).reverse();
  for (const folder of [...CANN_FOLDERS, ...released]) {
    for (const platform of PLATFORMS) {
      const release = readCannRelease(await readOrNothing(root, folder, platform, "ascend_toolkit_install.info"));
      if (release !== undefined) return release;
    }
  }
  return undefined;
}

/** Files that are not there, or not for this user, tell nothing. */
async function readOrNothing(...path: readonly string[]): Promise<string> {
  return readSysfsText(...path).catch(() => "");
}

async function listFolder(path: string): Promise<readonly string[]> {
  return listSysfsFolder(path).catch(() => []);
}

function withoutAbsent(
  values: Readonly<Record<string, string | number | undefined>>,
): Readonly<Record<string, string | number>> {
  return Object.fromEntries(
    Object.entries(values).filter((entry): entry is [string, string | number] => entry[1] !== undefined),
  );
}
