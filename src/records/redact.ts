import os from "node:os";
import { redactCommandWords } from "./redaction/commands.js";
import { redactBareHosts } from "./redaction/hosts.js";
import {
  isHeadersKey,
  isHostKey,
  isPlainHeader,
  isSecretKey,
  isSecretNumberKey,
  isVersionKey,
} from "./redaction/keys.js";
import { HOST, isReference, PATH, SECRET } from "./redaction/placeholders.js";
import { redactHostValue, redactPlaces } from "./redaction/places.js";
import { isSecretFlag, redactSecrets } from "./redaction/secrets.js";

/** What must not be found in a record of the machine that wrote it. */
export interface Machine {
  readonly hostName: string;
  /** Empty where there is none. Its last name is taken for the user's. */
  readonly homeFolder: string;
}

/** Takes out of data and text what a record must not carry, see `redact`. */
export interface Redactor {
  value<Value>(value: Value): Value;
  text(text: string): string;
  /**
   * For what a tool printed of its devices. It keeps its words and columns, so that it can be parsed again: a machine that
   * is called like a device (`npu`, `gpu1`, `h200`) does not take the devices' names out.
   */
  toolOutput(text: string): string;
  /** For a source that a figure is quoted from: the hosts of its addresses stay, all else goes. */
  citation(text: string): string;
}

/**
 * Takes out of plain data what a record must not carry: secrets by their keys, by their form and in command lines, hosts
 * other than this machine's own loopback, absolute paths (their last name stays, so that two models can be told apart),
 * and this machine's name and home folder. Keys are kept apart when they become equal. Redacting again changes nothing.
 *
 * References to the environment (`${NAME}`) stay: they say where a secret is and not what it is.
 */
export function redact<Value>(value: Value): Value {
  return thisMachine().value(value);
}

/** Two are enough for texts that people and machines write; the limit only ends the search. */
const MAX_PASSES = 10;

let redactorOfThisMachine: Redactor | undefined;

/** The redactor for the machine that this process runs on. */
export function thisMachine(): Redactor {
  redactorOfThisMachine ??= createRedactor({ hostName: os.hostname(), homeFolder: homeFolder() });
  return redactorOfThisMachine;
}

function homeFolder(): string {
  try {
    return os.homedir();
  } catch {
    // A container's user may be unknown to its system.
    return "";
  }
}

export function createRedactor(machine: Machine): Redactor {
  const names = ownNames(machine.hostName);
  const everywhere = wholeWords(names);
  const inToolOutput = wholeWords(names.filter((name) => !DEVICE_WORD.test(name)));
  const homeNames = machine.homeFolder.split(/[\\/]/).filter((name) => name !== "");
  const userName = homeNames.at(-1) ?? "";
  // "/" and "/root" are parts of too many words; as paths they are found like any other.
  const home = homeNames.length > 1 ? machine.homeFolder : undefined;

  const redactOnce = (text: string, key: string, keepUrlHosts: boolean, own = everywhere): string => {
    const places = redactPlaces(redactSecrets(text), { userName, keepUrlHosts });
    const hosts = redactBareHosts(places, isVersionKey(key) || keepUrlHosts);
    const homeless = home === undefined ? hosts : hosts.replaceAll(home, PATH);
    return homeless.replace(own, HOST);
  };

  // What one rule takes out may bring to light what another one looks for.
  const redactText = (text: string, key: string, keepUrlHosts: boolean, own = everywhere): string => {
    let current = text;
    for (let pass = 0; pass < MAX_PASSES; pass += 1) {
      const next = redactOnce(current, key, keepUrlHosts, own);
      if (next === current) break;
      current = next;
    }
    return current;
  };

  const redactString = (text: string, key: string, secret: boolean): string => {
    if (secret) return isReference(text) || text === "" ? text : SECRET;
    const plain = redactText(text, key, false);
    // One name or several with commas; anything else under such a key is a sentence or an address with a scheme.
    return isHostKey(key) && !/[^,\s]\s+[^,\s]|\//.test(plain) ? redactHostValue(plain) : plain;
  };

  /** @param secret whether a key above says that every text in here is a secret */
  const walk = (value: unknown, key: string, secret: boolean): unknown => {
    if (typeof value === "string") return redactString(value, key, secret);
    if (typeof value === "number") return secret && isSecretNumberKey(key) ? SECRET : value;
    if (Array.isArray(value)) {
      const words = value.every((item) => typeof item === "string") ? redactCommandWords(value) : value;
      return words.map((item, index) => walk(item, key, secret || (isFlag(words[index - 1]) && !isFlag(item))));
    }
    if (typeof value !== "object" || value === null) return value;
    const inHeaders = isHeadersKey(key);
    const taken = new Set<string>();
    const members = Object.entries(value).map(([name, item]) => {
      const hidden = secret || isSecretKey(name) || (inHeaders && !isPlainHeader(name));
      // The name as it will be read decides, so that it decides the same again.
      const shown = redactText(name, "", false);
      return [freeName(shown, taken), walk(item, shown, hidden || isSecretKey(shown))];
    });
    return Object.fromEntries(members);
  };

  return {
    value: (value) => walk(value, "", false) as typeof value,
    text: (text) => redactText(text, "", false),
    toolOutput: (text) => redactText(text, "", false, inToolOutput),
    citation: (text) => redactText(text, "", true),
  };
}

function isFlag(item: unknown): boolean {
  return typeof item === "string" && isSecretFlag(item);
}

function freeName(name: string, taken: Set<string>): string {
  let free = name;
  for (let number = 2; taken.has(free); number += 1) free = `${name}#${number}`;
  taken.add(free);
  return free;
}

/** Names that tell no machine from another: what vendors' tools call devices and the columns of their tables. */
const DEVICE_WORD =
  /^(?:[abghlv]b?\d{2,4}|accelerator|active|aicore|ascend|board|bus|card|chip|clocks?|count|cpu|current|davinci|default|device|die|driver|firmware|gpu|hbm|health|idx?|info|limit|memory|mig|model|name|nic|node|none|npu|nvidia|ok|package|pci|phy|power|process|pwr|rate|server|smi|temp|time|timestamp|usage|uuid|version)-?\d{0,3}$/i;

/** The machine's full and short name; none where it is called like every machine. */
function ownNames(hostName: string): readonly string[] {
  return [hostName, hostName.split(".")[0] ?? ""].filter((name) => name.length > 1 && name !== "localhost");
}

/** Finds the names as whole words; nothing without names. */
function wholeWords(names: readonly string[]): RegExp {
  if (names.length === 0) return /(?!)/g;
  const alternatives = names.map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("|");
  return new RegExp(`(?<![\\p{L}\\p{N}<])(?:${alternatives})(?![\\p{L}\\p{N}>])`, "giu");
}
