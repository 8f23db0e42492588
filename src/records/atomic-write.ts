import { open, rename } from "node:fs/promises";
import { dirname } from "node:path";

/**
 * Replaces a file as a whole: a reader, and the disk after a power cut, has either the old content or the new one.
 *
 * @throws the operating system's error; the old file then stands as it was
 */
export async function writeFileAtomically(path: string, text: string): Promise<void> {
  const temporary = `${path}.tmp`;
  const handle = await open(temporary, "w");
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(temporary, path);
  await syncFolder(dirname(path));
}

/** Brings new names in a folder to the disk. Windows keeps them without being asked and cannot open folders. */
export async function syncFolder(path: string): Promise<void> {
  if (process.platform === "win32") return;
  const handle = await open(path, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
