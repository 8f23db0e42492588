import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { execa } from "execa";

const ROOT = new URL("../../", import.meta.url);
const MAIN = fileURLToPath(new URL("dist/cli/main.js", ROOT));

/** Path of a suite or system that only these tests use. */
export function fixture(name: string): string {
  return fileURLToPath(new URL(`fixtures/${name}`, import.meta.url));
}

export interface Outcome {
  readonly exitCode: number | undefined;
  readonly out: string;
  readonly err: string;
}

/** The words that start the command. */
export function tokwattCommand(words: readonly string[]): readonly [string, ...string[]] {
  if (!existsSync(MAIN)) throw new Error("dist/ is missing: npm run build");
  return [process.execPath, MAIN, ...words];
}

/** Starts the command as a user would, in English unless the environment says otherwise. */
export function startTokwatt(words: readonly string[], environment: Readonly<Record<string, string>> = {}) {
  const [node, ...itsWords] = tokwattCommand(words);
  return execa(node, itsWords, {
    cwd: fileURLToPath(ROOT),
    env: { LC_ALL: "C", ...environment },
    reject: false,
    stripFinalNewline: false,
    stdin: "ignore",
  });
}

export async function tokwatt(
  words: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<Outcome> {
  const { exitCode, stdout, stderr } = await startTokwatt(words, environment);
  return { exitCode, out: stdout, err: stderr };
}

/** Resolves as soon as a stream of the command has said `text`. */
export function said(child: ReturnType<typeof startTokwatt>, stream: "stdout" | "stderr", text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    let seen = "";
    child[stream].on("data", (chunk: Buffer) => {
      seen += chunk.toString();
      if (seen.includes(text)) resolve();
    });
    child[stream].once("end", () => reject(new Error(`ended without saying ${JSON.stringify(text)}: ${seen}`)));
  });
}
