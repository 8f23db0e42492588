/** Gives the nodes of a job names that may be recorded. */
export interface NodeAliases {
  /** @returns `node-1`, `node-2`, ... in the order of the hosts; a host that was named before keeps its alias */
  name(hosts: readonly string[]): readonly string[];
  /** Another job is watched: its nodes count from 1 again. */
  forget(): void;
  /** The text with aliases in place of the names of hosts, short and full. */
  hide(text: string): string;
}

/** What every machine calls itself: no name that must be hidden. */
const LOOPBACK = "localhost";

export function createNodeAliases(): NodeAliases {
  const aliases = new Map<string, string>();
  let names: RegExp | undefined;
  /** Alias of each name that a host goes by. */
  let byName = new Map<string, string>();

  const learn = (): void => {
    byName = new Map();
    for (const [host, alias] of aliases) {
      if (host === LOOPBACK) continue;
      byName.set(host.toLowerCase(), alias);
      const short = host.split(".")[0] ?? host;
      // A number is no name: addresses are hidden as a whole.
      if (!/^\d*$/.test(short)) byName.set(short.toLowerCase(), alias);
    }
    const longestFirst = [...byName.keys()].sort((one, other) => other.length - one.length).map(escaped);
    names =
      longestFirst.length === 0 ? undefined : new RegExp(`(?<![\\w-])(?:${longestFirst.join("|")})(?![\\w-])`, "gi");
  };

  return {
    name: (hosts) => {
      for (const host of hosts) if (!aliases.has(host)) aliases.set(host, `node-${aliases.size + 1}`);
      learn();
      return hosts.map((host) => aliases.get(host) ?? "");
    },
    forget: () => {
      aliases.clear();
      learn();
    },
    hide: (text) =>
      names === undefined ? text : text.replace(names, (found) => byName.get(found.toLowerCase()) ?? found),
  };
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
