import { describe, expect, it, onTestFinished } from "vitest";
import { createMonotonicClock } from "../../src/load/monotonic-clock.js";
import { spawnTree } from "../../src/processes/spawned-tree.js";
import { pidsIn, processState, TWO_PROCESSES } from "./process-state.js";

async function startTwo() {
  const command = [process.execPath, "-e", TWO_PROCESSES] as const;
  const tree = spawnTree({ command, environment: {}, clock: createMonotonicClock() });
  onTestFinished(() => tree.stop(0));
  tree.stderr.resume();
  let said = "";
  tree.stdout.on("data", (bytes: Buffer) => {
    said += bytes.toString();
  });
  await expect.poll(() => pidsIn(said), { timeout: 10_000 }).toHaveLength(2);
  const states = () => Promise.all(pidsIn(said).map(processState));
  return { tree, states, said: () => said };
}

describe.runIf(process.platform === "linux")("a spawned tree", () => {
  it("that is held stands still with all of its processes, those in sessions of their own included", async () => {
    const { tree, states } = await startTwo();
    await tree.hold();
    await expect.poll(states).toEqual(["held", "held"]);
    tree.resume();
    await expect.poll(states).toEqual(["runs", "runs"]);
    await tree.hold();
    await expect.poll(states).toEqual(["held", "held"]);
  });

  it("that is held can be asked to end, and hears of it", async () => {
    const { tree, states, said } = await startTwo();
    await tree.hold();
    await tree.stop(10);
    expect(await tree.exited).toBe("exit 7");
    expect(said()).toContain("asked");
    expect(await states()).toEqual(["gone", "gone"]);
  });

  it("cannot be held any more when it has ended", async () => {
    const { tree, states } = await startTwo();
    await tree.stop(0);
    await tree.hold();
    tree.resume();
    expect(await states()).toEqual(["gone", "gone"]);
  });
});
