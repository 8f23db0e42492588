import { chmod, cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { execa } from "execa";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parse } from "yaml";
import { EXIT } from "../../src/model/exit-codes.js";
import { GATE_SURFACES } from "../../src/report/gate/surfaces.js";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const MAIN = path.join(ROOT, "dist/cli/main.js");
const PAGE = await readFile(path.join(ROOT, "docs/ci.md"), "utf8");

interface Step {
  readonly id?: string;
  readonly name?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}

/** The examples of one language, in the order of the page. */
function blocks(language: string): readonly string[] {
  return [...PAGE.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, "gm"))].map(([, text = ""]) => text);
}

const pipelines = blocks("yaml").map((text) => parse(text) as Record<string, unknown>);
const steps = pipelines.flatMap((pipeline) => findSteps(pipeline));

function findSteps(part: unknown): readonly Step[] {
  if (typeof part !== "object" || part === null) return [];
  return Object.entries(part).flatMap(([key, value]) => (key === "steps" ? (value as Step[]) : findSteps(value)));
}

/** Every call of tokwatt outside the console blocks, which docs.test.ts runs. */
const calls = [...PAGE.matchAll(/(?:^|npx |[`'] *)tokwatt (gate|aa|plan) ([^'`\n]+)/gm)]
  .map(([, command = "", words = ""]) => `${command} ${words}`)
  .filter((words) => words.includes("perf/"));

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), "tokwatt-ci-page-"));
  await cp(path.join(ROOT, "test/e2e/fixtures/ci"), path.join(folder, "perf"), { recursive: true });
  const suite = await readFile(path.join(folder, "perf/met.yaml"), "utf8");
  await writeFile(path.join(folder, "perf/gate.yaml"), suite.replace(/\.\.[./]*\/benchmarks\/systems\//, ""));
  await cp(path.join(ROOT, "benchmarks/systems/mock-head.yaml"), path.join(folder, "perf/mock-head.yaml"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

function bash(script: string, environment: Readonly<Record<string, string>>, cwd = folder) {
  const stubs = path.join(folder, "bin");
  return execa("bash", ["--noprofile", "--norc", "-eo", "pipefail", "-c", script], {
    cwd,
    env: { ...environment, PATH: `${stubs}:${process.env["PATH"]}` },
    reject: false,
    all: true,
    stdin: "ignore",
  });
}

/** Puts a program of this name before all others on the path. */
async function stub(name: string, script: string): Promise<void> {
  const file = path.join(folder, "bin", name);
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, `#!/usr/bin/env bash\n${script}\n`);
  await chmod(file, 0o755);
}

describe("docs/ci.md", () => {
  test("names every exit code and every form", () => {
    for (const code of Object.values(EXIT)) expect(PAGE).toMatch(new RegExp(`^\\| ${code} \\|`, "m"));
    for (const { name } of GATE_SURFACES) expect(PAGE).toMatch(new RegExp(`^\\| \`${name}\` \\|`, "m"));
    expect(calls.length).toBeGreaterThanOrEqual(6);
  });

  test("gives the action only inputs that it has, and asks it only for outputs that it gives", async () => {
    const action = parse(await readFile(path.join(ROOT, "action.yml"), "utf8")) as Record<
      "inputs" | "outputs",
      Record<string, unknown>
    >;
    const uses = steps.filter(({ uses }) => uses?.startsWith("tokwatt/"));
    expect(uses).toHaveLength(2);
    for (const { with: given = {} } of uses) {
      expect(Object.keys(action.inputs)).toEqual(expect.arrayContaining(Object.keys(given)));
    }
    const asked = [...PAGE.matchAll(/steps\.gate\.outputs\.([\w-]+)/g)].map(([, name = ""]) => name);
    expect(Object.keys(action.outputs)).toEqual(expect.arrayContaining(asked));
  });

  test("hands GitLab and Jenkins the file that the gate writes, and lets only code 4 pass", () => {
    const [gitlab] = pipelines.flatMap(({ performance }) => (performance === undefined ? [] : [performance]));
    expect(gitlab).toMatchObject({
      allow_failure: { exit_codes: [EXIT.inconclusive] },
      artifacts: { when: "always", reports: { junit: "gate.xml" } },
      script: expect.arrayContaining([expect.stringContaining("--write junit=gate.xml")]),
    });
    const [jenkins = ""] = blocks("groovy");
    expect(jenkins).toContain("--write junit=gate.xml");
    expect(jenkins).toContain("junit testResults: 'gate.xml'");
  });

  test.each(calls)("tokwatt %s is understood", async (words) => {
    const { exitCode, stderr } = await bash(`node "${MAIN}" ${words.replace("perf/gate.yaml", "perf/absent.yaml")}`, {
      GITHUB_STEP_SUMMARY: "summary",
    });
    // Everything was understood but the suite, which is not there.
    expect(exitCode).toBe(EXIT.usage);
    expect(stderr).toContain("perf/absent.yaml");
    expect(stderr.match(/does not exist/g)).toHaveLength(1);
  });

  test("its plain steps leave annotations, a summary and a result file", async () => {
    await stub("npx", `shift; exec node "${MAIN}" "$@"`);
    const plain = steps.filter(({ run }) => run?.includes("annotations.txt")).map(({ run = "" }) => run);
    expect(plain).toHaveLength(2);
    const outcomes = [];
    for (const run of plain) outcomes.push(await bash(run, { GITHUB_STEP_SUMMARY: path.join(folder, "summary") }));
    expect(
      outcomes.map(({ exitCode }) => exitCode),
      outcomes[0]?.all,
    ).toEqual([EXIT.ok, 0]);
    expect(outcomes[1]?.stdout).toMatch(/^::notice title=/);
    expect(await readFile(path.join(folder, "summary"), "utf8")).toContain("tokwatt gate: Requirement met");
    expect(await readFile(path.join(folder, "gate.xml"), "utf8")).toContain("<testsuites");
  });

  test("comments once, and then updates that comment", async () => {
    const script = steps.find(({ run }) => run?.includes("gh pr comment"))?.run ?? "";
    const comment = path.join(folder, "comment.md");
    await writeFile(comment, "<!-- tokwatt:perf-gate:base -->\n\n## tokwatt gate\n");
    const environment = { COMMENT: comment, PULL: "7", GITHUB_REPOSITORY: "o/r" };
    // What GitHub would answer, put through the real filter; what is asked of it, kept.
    await stub(
      "gh",
      `printf '%s\\n' "$*" >>"${folder}/gh.log"\nif [[ "$*" == *--jq* ]]; then jq "\${@: -1}" "${folder}/comments.json"; fi`,
    );
    const others = [
      { id: 1, user: { type: "User" }, body: "<!-- tokwatt:perf-gate:base --> quoted by somebody" },
      { id: 2, user: { type: "Bot" }, body: "<!-- tokwatt:perf-gate:history -->" },
    ];
    await writeFile(path.join(folder, "comments.json"), JSON.stringify(others));
    expect((await bash(script, environment)).exitCode).toBe(0);
    const mine = { id: 33, user: { type: "Bot" }, body: "<!-- tokwatt:perf-gate:base -->\n\nthe last run" };
    await writeFile(path.join(folder, "comments.json"), JSON.stringify([...others, mine]));
    expect((await bash(script, environment)).exitCode).toBe(0);
    const asked = (await readFile(path.join(folder, "gh.log"), "utf8")).trim().split("\n");
    expect(asked.filter((line) => !line.includes("--jq"))).toEqual([
      `pr comment 7 --repo o/r --body-file ${comment}`,
      `api --silent --method PATCH repos/o/r/issues/comments/33 --field body=@${comment}`,
    ]);
  });

  test("keeps the history on its branch, also where somebody else was faster", async () => {
    const script = steps.find(({ name }) => name === "Keep the history")?.run ?? "";
    const git = (words: string, cwd: string) => bash(`git -c user.name=a -c user.email=a@localhost ${words}`, {}, cwd);
    await git("init --quiet --bare --initial-branch perf-history remote.git", folder);
    for (const clone of ["perf-history", "other"]) await git(`clone --quiet remote.git ${clone}`, folder);
    const [mine, other] = [path.join(folder, "perf-history"), path.join(folder, "other")];
    await git("checkout --quiet -B perf-history", other);
    await git("commit --quiet --allow-empty --message first", other);
    await git("push --quiet --set-upstream origin perf-history", other);
    await git("pull --quiet origin perf-history", mine);
    await git("branch --set-upstream-to origin/perf-history", mine);
    await writeFile(path.join(other, "b.jsonl"), "{}\n");
    await git("add --all", other);
    await git("commit --quiet --message second", other);
    await git("push --quiet", other);

    await writeFile(path.join(mine, "a.jsonl"), "{}\n");
    const kept = await bash(script, { GITHUB_SHA: "abc" }, mine);
    expect(kept.exitCode, kept.all).toBe(0);
    const log = await git("log --format=%s perf-history", path.join(folder, "remote.git"));
    expect(log.stdout.split("\n")).toEqual(["Performance of abc", "second", "first"]);
    expect((await bash(script, { GITHUB_SHA: "nothing new" }, mine)).exitCode).toBe(0);
  });
});
