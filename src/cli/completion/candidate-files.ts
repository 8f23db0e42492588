import { type Dirent, promises } from "node:fs";
import { join } from "node:path";

/**
 * Paths that go on from `typed`, as they would be typed: folders end in a slash. Hidden ones only where a dot was typed;
 * none where the folder cannot be read.
 *
 * @param isWanted decides on the names of files
 */
export async function candidatePaths(
  typed: string,
  workingDir: string,
  isWanted: (name: string) => boolean,
): Promise<readonly string[]> {
  const end = typed.lastIndexOf("/") + 1;
  const [folder, start] = [typed.slice(0, end), typed.slice(end)];
  const entries = await entriesOf(folder.startsWith("/") ? folder : join(workingDir, folder));
  const shown = entries.filter(({ name }) => name.startsWith(start) && (start !== "" || !name.startsWith(".")));
  return shown
    .filter((entry) => entry.isDirectory() || isWanted(entry.name))
    .map((entry) => folder + entry.name + (entry.isDirectory() ? "/" : ""))
    .sort();
}

/** A link is what it points to, and a file where it points to nothing. */
async function entriesOf(folder: string): Promise<readonly Pick<Dirent, "name" | "isDirectory">[]> {
  const entries = await promises.readdir(folder, { withFileTypes: true }).catch(() => []);
  return Promise.all(
    entries.map(async (entry) => {
      if (!entry.isSymbolicLink()) return entry;
      const target = await promises.stat(join(folder, entry.name)).catch(() => entry);
      return { name: entry.name, isDirectory: () => target.isDirectory() };
    }),
  );
}
