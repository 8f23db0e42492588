import { describe, expect, it } from "vitest";
import { listProcesses, parsePsLine, parseStat } from "../../src/processes/process-list.js";

describe("parseStat", () => {
  const rest = "4194560 100 0 0 0 1 2 0 0 20 0 1 0 8812345 1000 200";

  it("reads a line whose name holds spaces and parentheses", () => {
    const line = `77 (tmux: (server) 1) S 3 70 70 0 -1 ${rest}`;
    expect(parseStat(line)).toEqual({ pid: 77, parentPid: 3, groupId: 70, startedAt: "8812345" });
  });

  it("leaves zombies out", () => {
    expect(parseStat(`77 (gone) Z 3 70 70 0 -1 ${rest}`)).toBeUndefined();
  });
});

describe("parsePsLine", () => {
  it("reads pid, parent, group and start, and leaves zombies and empty lines out", () => {
    expect(parsePsLine("  501   1   501 Ss   Mon Nov 23 09:00:01 2026  ")).toEqual({
      pid: 501,
      parentPid: 1,
      groupId: 501,
      startedAt: "Mon Nov 23 09:00:01 2026",
    });
    expect(parsePsLine("  501   1   501 Z+   Mon Nov 23 09:00:01 2026")).toBeUndefined();
    expect(parsePsLine("")).toBeUndefined();
  });
});

describe("listProcesses", () => {
  it("has this process and its parent", async () => {
    const own = (await listProcesses()).find(({ pid }) => pid === process.pid);
    expect(own?.parentPid).toBe(process.ppid);
  });
});
