import { existsSync } from "node:fs";
import { chmod, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { execa } from "execa";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { tokwatt } from "./tokwatt-command.js";

const MAIN = fileURLToPath(new URL("../../dist/cli/main.js", import.meta.url));

/** Asks a shell what it would offer for a line that is split as that shell splits it. */
type Ask = (...words: readonly string[]) => Promise<readonly string[]>;

/** How the completion of each shell is called without a terminal: by the variables that it sets before it calls it. */
const CALLS = {
  bash: `source <(tokwatt completion bash)
    COMP_WORDS=("$@") COMP_CWORD=$(($# - 1)); _tokwatt; printf '%s\\n' "\${COMPREPLY[@]}"`,
  // zsh adds candidates by compadd and _describe, which exist only while somebody types.
  zsh: `compdef() { :; }
    compadd() { [[ $1 == -S ]] && shift 2; print -rl -- "\${(@P)2}"; }
    _describe() { print -rl -- "\${(@P)2%%:*}"; }
    source <(tokwatt completion zsh)
    words=("$@") CURRENT=$#; _tokwatt`,
  fish: `tokwatt completion fish | source; complete -C "$argv" | string replace -r '\\t.*' ''; true`,
} as const;

let folder: string;
let environment: Record<string, string>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "tokwatt-completion-"));
  const program = join(folder, "bin", "tokwatt");
  await mkdir(join(folder, "bin"));
  await writeFile(program, `#!/bin/sh\nexec "${process.execPath}" "${MAIN}" "$@"\n`);
  await chmod(program, 0o755);
  await mkdir(join(folder, "benchmarks", "systems"), { recursive: true });
  await writeFile(join(folder, "benchmarks", "systems", "mine.yaml"), "id: my-cluster\n");
  await mkdir(join(folder, "results"));
  await writeFile(join(folder, "suite one.yaml"), "");
  await writeFile(join(folder, "notes.txt"), "");
  environment = { PATH: `${join(folder, "bin")}${delimiter}${process.env["PATH"]}`, HOME: folder, LC_ALL: "C.UTF-8" };
});

afterAll(() => rm(folder, { recursive: true, force: true }));

function isInstalled(shell: string): boolean {
  return (process.env["PATH"] ?? "").split(delimiter).some((place) => existsSync(join(place, shell)));
}

function asker(shell: keyof typeof CALLS): Ask {
  return async (...words) => {
    const typed = ["tokwatt", ...words];
    const args = { bash: ["-c", CALLS.bash, "bash"], zsh: ["-f", "-c", CALLS.zsh, "zsh"], fish: ["-c", CALLS.fish] };
    const behind = shell === "fish" ? [typed.join(" ")] : typed;
    const options = { cwd: folder, env: environment, extendEnv: false, stdin: "ignore" } as const;
    const { stdout } = await execa(shell, [...args[shell], ...behind], options);
    return stdout.split("\n").filter((line) => line !== "");
  };
}

describe.each(["bash", "zsh", "fish"] as const)("completion in %s", (shell) => {
  const reason = isInstalled(shell) ? undefined : `${shell} is not installed here`;
  const ask = asker(shell);

  const check = (name: string, run: () => Promise<void>): void => {
    test(name, async ({ skip }) => {
      if (reason !== undefined) skip(reason);
      await run();
    });
  };

  check("knows the commands", async () => {
    const commands = await ask("");
    expect(commands).toEqual(expect.arrayContaining(["plan", "run", "report", "describe", "doctor", "completion"]));
    expect(await ask("re")).toEqual(["report"]);
  });

  check("knows options, also behind an argument, and the choices of an option and of an argument", async () => {
    expect(await ask("report", "results", "--fo")).toEqual(["--format"]);
    expect(await ask("report", "--format", "c")).toEqual(["csv", "csv-excel"]);
    expect(await ask("--lang", "zh", "list", "s")).toEqual(["suites", "systems"]);
    expect(await ask("completion", "z")).toEqual(["zsh"]);
  });

  check("knows a choice that follows its option without a space", async () => {
    const [words, first] = shell === "bash" ? [["--format", "=", "m"], ""] : [["--format=m"], "--format="];
    expect(await ask("report", ...words)).toEqual([`${first}markdown`]);
  });

  check("knows the ids of listed systems, YAML files and folders", async () => {
    expect(await ask("describe", "my")).toEqual(["my-cluster"]);
    expect(await ask("describe", "mock-")).toEqual(["mock-ascend", "mock-base", "mock-gpu", "mock-head"]);
    expect(await ask("describe", "benchmarks/systems/")).toEqual(["benchmarks/systems/mine.yaml"]);
    const suites = await ask("run", "");
    expect(suites).toEqual(expect.arrayContaining(["benchmarks/"]));
    expect(suites.some((path) => /suite.* one\.yaml/.test(path))).toBe(true);
    expect(suites.some((path) => path.includes("notes"))).toBe(false);
    expect(await ask("compare", "re")).toEqual(["results/"]);
    expect(await ask("report", "results", "--output", "no")).toEqual(["notes.txt"]);
  });

  check("offers nothing where a number is wanted", async () => {
    expect(await ask("serve", "--port", "")).toEqual([]);
  });
});

test("an unknown shell is refused, and nothing is printed for it", async () => {
  expect(await tokwatt(["completion", "tcsh"])).toMatchObject({ exitCode: 2, out: "" });
});
