import { expect, it } from "vitest";
import type { MachineCommands } from "../../src/contract/power-source.js";
import { readNodeClock } from "../../src/jobs/node-clock.js";
import { createNodeCommands } from "../../src/jobs/node-commands.js";
import { createFakeNodes } from "./fake-nodes.js";

const SECOND = 1e9;
const DAY_MS = 1_700_000_000_000;

/** A node whose answers take so many seconds each; it reads its clock after a part of them. */
function slowNode(exchanges: readonly number[], answer: (unixMs: number) => string, share = 0.5) {
  let nowNs = 4 * SECOND;
  let asked = 0;
  const clock = { nowNs: () => nowNs, wallUnixMs: () => 0, schedule: () => () => {} };
  const commands: MachineCommands = {
    read: async (command) => {
      expect(command).toEqual(["date", "+%s%N"]);
      const seconds = exchanges[asked % exchanges.length] ?? 0;
      asked += 1;
      const startNs = nowNs;
      const text = answer(DAY_MS + (startNs + share * seconds * SECOND) / 1e6);
      nowNs += seconds * SECOND;
      return { atNs: nowNs, withinNs: nowNs - startNs, text };
    },
    follow: () => {
      throw new Error("not asked for");
    },
  };
  return { clock, commands };
}

const nanoseconds = (unixMs: number): string => `${Math.round(unixMs * 1000)}000\n`;

it("the shortest of several exchanges counts, and half of it is what is not known", async () => {
  const { clock, commands } = slowNode([3, 0.2, 1], nanoseconds);
  const { wallUnixMs, offsetUncertaintyNs } = await readNodeClock(commands, clock);
  expect(wallUnixMs).toBeCloseTo(DAY_MS, 3);
  expect(offsetUncertaintyNs).toBe(0.1 * SECOND);
});

it.each([0, 1])("wherever in the exchange the node read its clock (%d), it lies within the bound", async (share) => {
  const { clock, commands } = slowNode([0.5], nanoseconds, share);
  const { wallUnixMs, offsetUncertaintyNs } = await readNodeClock(commands, clock);
  expect(Math.abs(wallUnixMs - DAY_MS)).toBeLessThanOrEqual(offsetUncertaintyNs / 1e6 + 0.001);
  expect(Math.abs(wallUnixMs - DAY_MS)).toBeGreaterThan(240);
});

it.each(["", "N", "%N"])("a `date` that knows whole seconds only is believed to half a second (%j)", async (rest) => {
  const { clock, commands } = slowNode([0.2], (unixMs) => `${Math.floor(unixMs / 1000)}${rest}\n`);
  const { wallUnixMs, offsetUncertaintyNs } = await readNodeClock(commands, clock);
  expect(offsetUncertaintyNs).toBe(0.6 * SECOND);
  expect(Math.abs(wallUnixMs - DAY_MS)).toBeLessThanOrEqual(600);
});

it("an answer that is no time is named", async () => {
  const { clock, commands } = slowNode([0.1], () => "date: invalid format");
  await expect(readNodeClock(commands, clock)).rejects.toMatchObject({
    finding: { code: "node-clock-unreadable", data: { words: "date: invalid format" } },
  });
});

it("a real exchange with a node that has this machine's clock", async () => {
  const { job, clock } = createFakeNodes({ one: { PATH: "/usr/bin:/bin" } });
  const { signal } = new AbortController();
  const commands = createNodeCommands(job, "one", { clock, signal });
  const { wallUnixMs, offsetUncertaintyNs } = await readNodeClock(commands, clock);
  const here = clock.wallUnixMs() - clock.nowNs() / 1e6;
  // This machine tells whole milliseconds.
  expect(Math.abs(wallUnixMs - here)).toBeLessThanOrEqual(offsetUncertaintyNs / 1e6 + 2);
});
