import type { Boundary, Bridge } from "../model/boundary.js";

/** The bridges that lead from one boundary to another, fewest first; empty when they are the same. */
export function bridgePath(bridges: readonly Bridge[], from: Boundary, to: Boundary): readonly Bridge[] | undefined {
  const queue: { readonly at: Boundary; readonly path: readonly Bridge[] }[] = [{ at: from, path: [] }];
  const seen = new Set<Boundary>([from]);
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    if (next.at === to) return next.path;
    for (const bridge of bridges) {
      if (bridge.from !== next.at || seen.has(bridge.to)) continue;
      seen.add(bridge.to);
      queue.push({ at: bridge.to, path: [...next.path, bridge] });
    }
  }
  return undefined;
}

/** Every boundary that can be stated from those that were metered: measured ones and what bridges lead to. */
export function reachableBoundaries(bridges: readonly Bridge[], metered: readonly Boundary[]): ReadonlySet<Boundary> {
  const reached = new Set<Boundary>(metered);
  for (let size = -1; size !== reached.size; ) {
    size = reached.size;
    for (const bridge of bridges) if (reached.has(bridge.from)) reached.add(bridge.to);
  }
  return reached;
}
