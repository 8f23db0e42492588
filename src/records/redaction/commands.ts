import { redactAuthority } from "./hosts.js";
import { HOST, USER } from "./placeholders.js";

/** Programs that run a command elsewhere: their first word that is no option is a host. */
const REMOTE_SHELLS = new Set(["autossh", "mosh", "plink", "rsh", "slogin", "ssh"]);
/** Options of theirs that take the next word. */
const SHELL_VALUES = /^-[A-Za-z]*[BbcDEeFIiJLlmOoPpQRSWw]$/;
const USER_OPTION = /^-[A-Za-z]*l$/;
const JUMP_OPTION = /^-[A-Za-z]*[JW]$/;

/** Programs whose short options name hosts. */
const SHORT_HOST_OPTIONS: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ["clush", new Set(["-w"])],
  ["mpirun", new Set(["-H"])],
  ["pdsh", new Set(["-w"])],
  ["salloc", new Set(["-w", "-x", "--exclude"])],
  ["srun", new Set(["-w", "-x", "--exclude"])],
]);
const LONG_HOST_OPTION = /^--(?:address|host|hostname|hosts|nodelist|nodes|server)$/;
const LONG_HOST_VALUE = /^(--(?:address|exclude|host|hostname|hosts|nodelist|server)=)(.+)$/s;

/**
 * Takes hosts and users out of the words of a command line, where only their place says what they are:
 * `["ssh", "-l", "ada", "node7", "npu-smi"]`, `["srun", "-w", "node7", ...]`. Loopback and references stay.
 */
export function redactCommandWords(words: readonly string[]): readonly string[] {
  // Not always the first word: `sudo ssh node7`, `timeout 9 ssh node7`.
  const shell = words.findIndex((word) => REMOTE_SHELLS.has(programOf(word)));
  const target = shell === -1 ? -1 : targetIndex(words, shell);
  const shortOptions = new Set(words.flatMap((word) => [...(SHORT_HOST_OPTIONS.get(programOf(word)) ?? [])]));
  return words.map((word, index) => {
    const before = index === 0 ? "" : (words[index - 1] as string);
    if (index === target) return redactTarget(word);
    const isShellOption = index > shell && index < target;
    if (isShellOption && USER_OPTION.test(before)) return USER;
    if (isShellOption && JUMP_OPTION.test(before)) return redactHosts(word);
    if (shortOptions.has(before) || (LONG_HOST_OPTION.test(before) && !word.startsWith("-"))) return redactHosts(word);
    return word.replace(LONG_HOST_VALUE, (_, option: string, hosts: string) => `${option}${redactHosts(hosts)}`);
  });
}

function programOf(word: string): string {
  return word.split(/[\\/]/).at(-1) ?? "";
}

/** Place of the host behind the options; -1 where there is none. */
function targetIndex(words: readonly string[], shell: number): number {
  for (let index = shell + 1; index < words.length; index += 1) {
    const word = words[index] as string;
    if (!word.startsWith("-")) return index;
    if (SHELL_VALUES.test(word)) index += 1;
  }
  return -1;
}

/** `node7`, `ada@node7`, `ssh://ada@node7:22`; the scheme's form is found like any other address. */
function redactTarget(word: string): string {
  if (word.includes("://")) return word;
  const at = word.lastIndexOf("@");
  const host = redactAuthority(word.slice(at + 1));
  return at === -1 ? host : `${USER}@${host}`;
}

/** A list with commas; a range of names (`node[1-8]`) is a host's name too. */
function redactHosts(word: string): string {
  if (/[[\]]/.test(word)) return HOST;
  return word.split(",").map(redactTarget).join(",");
}
