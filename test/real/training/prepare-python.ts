import { execa } from "execa";
import { installVllm } from "../engine/install-vllm.js";

export type PreparedPython =
  | { readonly available: true; readonly pythonPath: string }
  | { readonly available: false; readonly reason: string };

/**
 * The Python of the environment that the tests of vLLM install: it has PyTorch, tokenizers, safetensors and transformers.
 *
 * @param options.modules what a test needs beyond these, and the environment may lack
 */
export async function preparePython({
  modules = [],
}: {
  readonly modules?: readonly string[];
} = {}): Promise<PreparedPython> {
  const installation = await installVllm();
  if (!installation.available) return installation;
  const { pythonPath } = installation;
  for (const name of modules) {
    const found = await execa(pythonPath, ["-c", `import ${name}`], { reject: false });
    if (found.failed) return unavailable(`the environment of vLLM has no Python module ${name}`);
  }
  return { available: true, pythonPath };
}

function unavailable(reason: string): PreparedPython {
  process.stderr.write(`training: not available: ${reason}\n`);
  return { available: false, reason };
}
