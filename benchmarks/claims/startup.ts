import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { type ClaimArguments, type Figure, proveClaim } from "./claim.js";

const MAXIMUM_RATIO = 3;
const MAIN = fileURLToPath(new URL("../../../dist/cli/main.js", import.meta.url));

await proveClaim({ name: "start-up", defaults: { seed: 0, runs: 15 }, measure });

/** Both commands in turn, so that what else the machine does meets both alike; the median of the pairs' ratios. */
async function measure({ runs }: ClaimArguments): Promise<readonly Figure[]> {
  const ratios: number[] = [];
  let bareMs = 0;
  let helpMs = 0;
  for (let run = 0; run < runs; run += 1) {
    const bare = milliseconds(["-e", "0"]);
    const help = milliseconds([MAIN, "--help"]);
    ratios.push(help / bare);
    bareMs += bare / runs;
    helpMs += help / runs;
  }
  ratios.sort((a, b) => a - b);
  const value = ratios[Math.floor(ratios.length / 2)] ?? Number.NaN;
  const beside = `node -e 0 takes ${bareMs.toFixed(0)} ms, tokwatt --help ${helpMs.toFixed(0)} ms on average`;
  return [{ name: "tokwatt --help / node -e 0", value, atMost: MAXIMUM_RATIO, beside }];
}

function milliseconds(args: readonly string[]): number {
  const start = process.hrtime.bigint();
  const { status } = spawnSync(process.execPath, args, { stdio: "ignore" });
  if (status !== 0) throw new Error(`node ${args.join(" ")} ended with ${status}`);
  return Number(process.hrtime.bigint() - start) / 1e6;
}
