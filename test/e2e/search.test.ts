import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { temporaryFolder } from "../records/temporary-folder.js";
import { fixture, said, startTokwatt, tokwatt } from "./tokwatt-command.js";

const SYSTEM = fixture("search/four-slots.yaml");
const WORKLOAD = fixture("search/short-constant.yaml");
const QUICK = ["search", SYSTEM, WORKLOAD, "--rounds", "1", "--resolution", "0.4", "--share", "0.8"];

describe("tokwatt search", () => {
  test("finds where the service level ends, from ordinary runs", async () => {
    const results = await temporaryFolder();
    const { exitCode, out, err } = await tokwatt([...QUICK, "--results", results]);
    expect(err).toContain("round 1/1: 10 requests/s: 100 % within the service level, met");
    expect(exitCode).toBe(0);
    expect(out).toContain("DEMONSTRATION, NOT A RESULT");
    expect(out).toContain("NOT MEASURED ON REAL HARDWARE (mock)");
    expect(out).toMatch(/^[\d.]+ requests\/s, between [\d.]+ and [\d.]+; bisections: 1, runs: \d+\./m);

    const names = await readdir(results);
    const search = JSON.parse(
      await readFile(join(results, names.find((name) => /^search-.*json$/.test(name)) ?? ""), "utf8"),
    );
    expect(search).toMatchObject({ format: "tokwatt.search", answer: { kind: "found" } });
    // 23.5 a second, and what a second more of a growing queue hides: well between 10 and 80.
    expect(search.answer.value).toBeGreaterThan(10);
    expect(search.answer.value).toBeLessThan(80);
    for (const { runId } of search.probes) expect(names).toContain(runId);
    expect((await tokwatt(["report", results])).out).toContain("requests/s: four-slots, compared with nothing");
  });

  test("says that it has no answer where every rate meets the level, and where none does", async () => {
    const results = await temporaryFolder();
    const all = await tokwatt([...QUICK, "--high", "11", "--json", "--results", results]);
    expect(all.exitCode).toBe(4);
    expect(JSON.parse(all.out)).toMatchObject({
      answer: { kind: "all-meet", value: 11 },
      adapter: { provenance: "simulated" },
    });
    const none = await tokwatt([...QUICK, "--low", "200", "--lang", "zh", "--results", results]);
    expect(none.exitCode).toBe(4);
    expect(none.out).toContain("没有答案：200 请求/s 仍未满足 SLO");
  });

  test("refuses what cannot be searched, with every reason", async () => {
    const { exitCode, err } = await tokwatt([
      "search",
      SYSTEM,
      fixture("tiny-chat.yaml"),
      "--share",
      "2",
      "--rounds",
      "0",
    ]);
    expect(exitCode).toBe(2);
    expect(err).toContain("--share must be > 0, <= 1; found 2.");
    expect(err).toContain("--rounds must be >= 1, <= 100, integer; found 0.");
    expect(err).toContain("tiny-chat.yaml: The workload states no service level");
    expect((await tokwatt(["search", SYSTEM, "no-such-workload"])).err).toContain(
      'There is no workload "no-such-workload".',
    );
  });

  test("stops in order, and goes on from what it has", async () => {
    const results = await temporaryFolder();
    const child = startTokwatt([...QUICK, "--results", results]);
    await said(child, "stderr", "round 1/1: 10 requests/s");
    child.kill("SIGINT");
    const { exitCode, stderr } = await child;
    expect(exitCode).toBe(130);
    expect(stderr).toContain("Go on with the same command and --resume");
    const resumed = await tokwatt([...QUICK, "--results", results, "--resume"]);
    expect(resumed.err).toContain("probes are kept");
    expect(resumed.exitCode).toBe(0);
  });
});
