import { execFile } from "node:child_process";
import { chmod, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, test } from "vitest";
import { batchScript } from "../../../../src/jobs/launch/slurm/batch-script.js";
import { slurmOptionsSchema } from "../../../../src/jobs/launch/slurm/options.js";
import { sbatchArguments } from "../../../../src/jobs/launch/slurm/sbatch-arguments.js";
import { temporaryFolder } from "../../../records/temporary-folder.js";

const HOSTILE = ["a b", "$HOME", "`id`", "it's", '"', "\\", "--flag=$(x)", "", "*", "a\nb"];

/** Runs the script as Slurm would, with a srun that starts the first node's task here and a scontrol that knows two nodes. */
async function runScript(options: Record<string, unknown>, command: readonly [string, ...string[]], nodes = 2) {
  const folder = await temporaryFolder();
  const request = {
    name: "test",
    command,
    environment: { OWN: "it's $HOME" },
    directory: folder,
    nodes,
    keepIn: join(folder, "kept 'in' %"),
  };
  await promisify(execFile)("mkdir", ["-p", request.keepIn]);
  const executables = {
    scontrol: `[ "$2" = hostnames ] && printf 'first.invalid\\nsecond.invalid\\n' || echo "   NodeAddr=192.0.2.7 NodeHostName=first Version=24.05"`,
    srun: `n=0; for word; do case $word in -*) printf '%s\\0' "$word" >> "$SRUN_WORDS"; shift;; *) break;; esac; done; SLURM_NODEID=0 exec "$@"`,
  };
  for (const [name, text] of Object.entries(executables)) {
    await writeFile(join(folder, name), `#!/bin/bash\n${text}\n`);
    await chmod(join(folder, name), 0o755);
  }
  const script = join(folder, "job.sbatch");
  await writeFile(script, batchScript(request, slurmOptionsSchema.parse(options)));
  const environment = {
    PATH: `${folder}:${process.env["PATH"]}`,
    SRUN_WORDS: join(folder, "words"),
    SLURM_JOB_ID: "10023",
    SLURM_JOB_NUM_NODES: String(nodes),
    SLURM_JOB_NODELIST: "whatever",
  };
  const ended = await promisify(execFile)("/bin/bash", [script], { env: environment }).then(
    ({ stdout }) => ({ stdout, code: 0 }),
    (error: { stdout: string; code: number }) => error,
  );
  const words = (await readFile(environment.SRUN_WORDS, "utf8")).split("\0").slice(0, -1);
  const status = await readFile(join(request.keepIn, "job-exit-status"), "utf8");
  return { ...ended, words, status, request };
}

const PRINT = `console.log(JSON.stringify([process.argv.slice(1), process.env]))`;

describe("batchScript", () => {
  test("hands every word and variable over as it is, and says where the nodes meet", async () => {
    const { stdout, code, words, status } = await runScript({}, [process.execPath, "-e", PRINT, "--", ...HOSTILE]);
    const [args, environment] = JSON.parse(stdout) as [string[], Record<string, string>];
    expect(args).toEqual(HOSTILE);
    expect(environment).toMatchObject({
      OWN: "it's $HOME",
      PYTHONUNBUFFERED: "1",
      MASTER_ADDR: "192.0.2.7",
      PET_MASTER_ADDR: "192.0.2.7",
      MASTER_PORT: "20023",
      PET_MASTER_PORT: "20023",
      NNODES: "2",
      PET_NNODES: "2",
      NODE_RANK: "0",
      PET_NODE_RANK: "0",
    });
    expect(words).toEqual(["--ntasks-per-node=1", "--ntasks=2", "--kill-on-bad-exit=1", "--export=ALL"]);
    expect({ code, status }).toEqual({ code: 0, status: "0\n" });
  });

  test("leaves the exit status behind, and ends with it", async () => {
    expect(await runScript({}, ["/bin/sh", "-c", "exit 7"])).toMatchObject({ code: 7, status: "7\n" });
  });

  test("passes container options, processors and further arguments to srun", async () => {
    const container = { image: "registry#name:tag", mounts: ["/data:/data:ro", "/a b:/c"], workdir: "/w" };
    const options = { cpusPerNode: 64, container, srunArguments: ["--unbuffered"] };
    const { words } = await runScript(options, ["true"]);
    expect(words.slice(4)).toEqual([
      "--cpus-per-task=64",
      "--container-image=registry#name:tag",
      "--container-mounts=/data:/data:ro,/a b:/c",
      "--container-workdir=/w",
      "--unbuffered",
    ]);
  });

  test("refuses a variable whose name a shell would read as something else", async () => {
    const request = { name: "x", command: ["true"] as const, directory: "/", nodes: 1, keepIn: "/k" };
    const environment = { "A;id": "1" };
    expect(() => batchScript({ ...request, environment }, slurmOptionsSchema.parse({}))).toThrow(RangeError);
  });
});

describe("sbatchArguments", () => {
  const request = {
    name: "tiny-gpt",
    command: ["true"] as const,
    environment: {},
    directory: "/work",
    nodes: 2,
    keepIn: "/kept/100%\\x",
  };

  test("asks for no more than was asked for", () => {
    expect(sbatchArguments(request, slurmOptionsSchema.parse({}))).toEqual([
      "--parsable",
      "--job-name=tiny-gpt",
      "--nodes=2",
      "--ntasks-per-node=1",
      "--chdir=/work",
      "--output=/kept/100%%\\\\x/job-output.log",
      "--open-mode=append",
      "--no-requeue",
      "/kept/100%\\x/job.sbatch",
    ]);
  });

  test("passes on what the system file says", () => {
    const options = slurmOptionsSchema.parse({
      partition: "gpu",
      account: "a",
      qos: "q",
      gres: "gpu:8",
      constraint: "h200",
      cpusPerNode: 4,
      memory: "0",
      timeLimitMinutes: 90,
      isExclusive: true,
      isRequeued: true,
      sbatchArguments: ["--nice=5"],
    });
    const words = sbatchArguments(request, options);
    expect(words.slice(7)).toEqual([
      "--requeue",
      "--partition=gpu",
      "--account=a",
      "--qos=q",
      "--gres=gpu:8",
      "--constraint=h200",
      "--cpus-per-task=4",
      "--mem=0",
      "--time=90",
      "--exclusive",
      "--nice=5",
      "/kept/100%\\x/job.sbatch",
    ]);
  });
});
