import { createRequire } from "node:module";

/** Version of this tokwatt. */
export function packageVersion(): string {
  // By the package's own name: the compiled file stands at different depths in `dist/` and in the benchmarks' build.
  const require = createRequire(import.meta.url);
  return (require("tokwatt/package.json") as { version: string }).version;
}
