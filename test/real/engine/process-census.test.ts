import { execa } from "execa";
import { expect, test } from "vitest";
import { takeCensus } from "./process-census.js";

test("a process that outlives its parent, in a session of its own, is still known", async () => {
  const parent = execa("sh", ["-c", "setsid sleep 60 & sleep 1"], { stdio: "ignore" });
  const census = takeCensus(parent.pid ?? 0);
  try {
    await parent;
    const [orphan, ...others] = await census.alive();
    expect(others).toEqual([]);
    expect(census.seen().find(({ pid }) => pid === orphan?.pid)?.commandLine).toBe("sleep 60");
    process.kill(orphan?.pid ?? Number.NaN, "SIGKILL");
    while ((await census.alive()).length > 0);
  } finally {
    census.stop();
  }
});
