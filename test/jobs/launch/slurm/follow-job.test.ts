import { describe, expect, test } from "vitest";
import { cancelJob } from "../../../../src/jobs/launch/slurm/cancel-job.js";
import { followJob } from "../../../../src/jobs/launch/slurm/follow-job.js";
import type { AccountedRow } from "../../../../src/jobs/launch/slurm/parse-accounting.js";
import type { ShownJob } from "../../../../src/jobs/launch/slurm/parse-show-job.js";
import type { Answer } from "../../../../src/jobs/launch/slurm/slurm-answer.js";
import type { SlurmCommands } from "../../../../src/jobs/launch/slurm/slurm-commands.js";
import { submitJob } from "../../../../src/jobs/launch/slurm/submit-job.js";
import { NS_PER_SECOND } from "../../../../src/model/time.js";
import { createVirtualClock } from "../../../../src/simulation/virtual-clock.js";
import { recordJob } from "../recorded-job.js";
import { shown } from "./shown-job.js";

type Look = Answer<ShownJob>;
const look = (changes: Partial<ShownJob>): Look => ({ kind: "answer", value: shown(changes) });
const AWAY: Look = { kind: "no-answer", words: "Unable to contact slurm controller" };
const FORGOTTEN: Look = { kind: "unknown-job" };
const NO_ACCOUNTING = { kind: "refused", words: "Slurm accounting storage is disabled" } as const;

/** Answers in their order; the last one again and again. */
function inTurn<Value>(answers: readonly Answer<Value>[]): () => Promise<Answer<Value>> {
  let next = 0;
  return async () => {
    const answer = answers[Math.min(next, answers.length - 1)];
    next += 1;
    if (answer === undefined) throw new Error("not asked for in this test");
    return answer;
  };
}

interface Script {
  readonly looks?: readonly Look[];
  readonly accounting?: Answer<readonly AccountedRow[]>;
  readonly submissions?: readonly Answer<number>[];
  readonly found?: readonly Answer<readonly number[]>[];
  readonly cancels?: readonly Answer<undefined>[];
}

function scripted({ looks = [], accounting = NO_ACCOUNTING, submissions = [], found = [], cancels = [] }: Script) {
  const calls: string[] = [];
  const noted = <Value>(name: string, answers: readonly Answer<Value>[]) => {
    const answer = inTurn(answers);
    return () => {
      calls.push(name);
      return answer();
    };
  };
  const commands: SlurmCommands = {
    submit: noted("submit", submissions),
    findByScript: noted("find", found),
    showJob: noted("show", looks),
    accounting: noted("accounting", [accounting]),
    hostnames: async () => ({ kind: "answer", value: ["n1", "n2"] }),
    cancel: noted("cancel", cancels),
    signalTasks: noted("signal", []),
  };
  return { commands, calls };
}

function follow(script: Script, options: { readonly exitStatus?: number; readonly lostAfterSeconds?: number } = {}) {
  const clock = createVirtualClock();
  const seen = recordJob();
  const { commands, calls } = scripted(script);
  const followed = followJob({
    id: 12,
    name: "test",
    script: "/kept/job.sbatch",
    exitStatus: async () => options.exitStatus,
    longestPauseNs: 5 * NS_PER_SECOND,
    lostAfterSeconds: options.lostAfterSeconds ?? 60,
    commands,
    clock,
    observer: seen,
  });
  return { clock, seen, calls, followed, commands, ended: clock.run(followed.ended) };
}

const kinds = (seen: ReturnType<typeof recordJob>) => seen.events.map(({ kind }) => kind);
const codes = (seen: ReturnType<typeof recordJob>) => seen.findings.map(({ code }) => code);

describe("followJob", () => {
  test("follows a job from its waiting to its end, with the names of its nodes", async () => {
    const waiting = look({ states: ["PENDING"], reason: "Priority", nodeList: "" });
    const { seen, ended } = follow({ looks: [waiting, look({}), look({}), look({ states: ["COMPLETED"] })] });
    expect(await ended).toMatchObject({ outcome: "completed" });
    expect(seen.events).toMatchObject([
      { kind: "pending", reason: "Priority" },
      { kind: "started", nodes: ["n1", "n2"] },
    ]);
    expect(seen.findings).toEqual([]);
  });

  test("looks less and less often while nothing changes: every five seconds in the end", async () => {
    const looks = [...Array.from({ length: 20 }, () => look({})), look({ states: ["COMPLETED"] })];
    const { clock, ended } = follow({ looks });
    await ended;
    expect(clock.nowNs() / NS_PER_SECOND).toBe(1 + 1.5 + 2.25 + 3.375 + 16 * 5);
  });

  test("a controller that does not answer is no end of the job", async () => {
    const { seen, ended } = follow({ looks: [look({}), AWAY, AWAY, AWAY, look({}), look({ states: ["COMPLETED"] })] });
    expect(await ended).toMatchObject({ outcome: "completed" });
    expect(kinds(seen)).toEqual(["started"]);
    expect(codes(seen)).toEqual(["scheduler-silent", "scheduler-back"]);
  });

  test("a controller that stays away loses the job after the time that was given", async () => {
    const { seen, clock, ended } = follow({ looks: [look({}), AWAY] }, { lostAfterSeconds: 60 });
    await expect(ended).rejects.toMatchObject({ finding: { code: "job-lost", data: { job: "12" } } });
    expect(codes(seen)).toEqual(["scheduler-silent"]);
    expect(clock.nowNs() / NS_PER_SECOND).toBeGreaterThan(60);
    expect(clock.nowNs() / NS_PER_SECOND).toBeLessThan(75);
  });

  test("where Slurm cannot be asked at all, nothing is waited for", async () => {
    const { clock, ended } = follow({ looks: [{ kind: "refused", words: "ENOENT" }] });
    await expect(ended).rejects.toMatchObject({ finding: { code: "scheduler-refused", data: { words: "ENOENT" } } });
    expect(clock.nowNs()).toBe(0);
  });

  test("another job of the same number is not taken for it", async () => {
    const { ended } = follow({ looks: [look({ command: "/elsewhere/job.sbatch" })] });
    await expect(ended).rejects.toMatchObject({ finding: { code: "job-not-ours" } });
  });

  test("a forgotten job's end is known to the accounting", async () => {
    const row = { id: "12", states: ["TIMEOUT"], exitCode: 0, signal: 15, name: "test" };
    const { ended } = follow({ looks: [look({}), FORGOTTEN], accounting: { kind: "answer", value: [row] } });
    expect(await ended).toMatchObject({ outcome: "time-out", detail: "TIMEOUT, signal 15" });
  });

  test("the accounting of another job of the same number does not count", async () => {
    const row = { id: "12", states: ["COMPLETED"], exitCode: 0, signal: 0, name: "another" };
    const { ended } = follow({ looks: [FORGOTTEN], accounting: { kind: "answer", value: [row] } });
    await expect(ended).rejects.toMatchObject({ finding: { code: "job-forgotten" } });
  });

  test.each([
    [0, { outcome: "completed", detail: "exit 0" }],
    [3, { outcome: "failed", detail: "exit 3" }],
  ])("without accounting the exit status that it left behind tells: %j", async (exitStatus, end) => {
    const { ended } = follow({ looks: [FORGOTTEN] }, { exitStatus });
    expect(await ended).toMatchObject(end);
  });

  test("a job that nobody knows of is said to be forgotten, and no outcome is made up", async () => {
    const { ended } = follow({ looks: [FORGOTTEN] });
    await expect(ended).rejects.toMatchObject({ finding: { code: "job-forgotten" } });
  });

  test("a failed job, a step of which ran out of memory, ran out of memory", async () => {
    const rows = [
      { id: "12", states: ["FAILED"], exitCode: 1, signal: 0, name: "test" },
      { id: "12.0", states: ["OUT_OF_MEMORY"], exitCode: 0, signal: 125, name: "sh" },
    ];
    const failed = look({ states: ["FAILED"], reason: "NonZeroExitCode", exitCode: 1 });
    const { ended } = follow({ looks: [failed], accounting: { kind: "answer", value: rows } });
    expect(await ended).toEqual({
      outcome: "out-of-memory",
      detail: "FAILED NonZeroExitCode, exit 1; step OUT_OF_MEMORY, signal 125",
    });
  });

  test("a suspended job is reported: its time is not the system's", async () => {
    const { seen, ended } = follow({
      looks: [look({}), look({ states: ["SUSPENDED"] }), look({ states: ["COMPLETED"] })],
    });
    await ended;
    expect(codes(seen)).toEqual(["job-suspended"]);
  });

  test("only a running job has nodes", async () => {
    const waiting = look({ states: ["PENDING"], reason: "BeginTime", nodeList: "", restarts: 1 });
    const { followed, seen, ended } = follow({
      looks: [look({}), waiting, look({ states: ["CANCELLED"], nodeList: "", restarts: 1 })],
    });
    expect(followed.nodes()).toEqual([]);
    await seen.heard("started");
    expect(followed.nodes()).toEqual(["n1", "n2"]);
    await seen.heard("requeued");
    expect(followed.nodes()).toEqual([]);
    await ended;
  });
});

describe("submitJob", () => {
  const submit = (script: Script) => {
    const clock = createVirtualClock();
    const seen = recordJob();
    const { commands, calls } = scripted(script);
    const submission = { sbatchArguments: [], script: "/kept/job.sbatch", lostAfterSeconds: 60 };
    return { calls, seen, id: clock.run(submitJob(submission, commands, clock, seen)) };
  };
  const lost = { kind: "no-answer", words: "Socket timed out on send/recv operation" } as const;
  const taken = { kind: "answer", value: 12 } as const;

  test("hands a job in", async () => {
    const { id, calls } = submit({ submissions: [taken] });
    expect(await id).toBe(12);
    expect(calls).toEqual(["submit"]);
  });

  test("does not hand a job in twice whose number was lost on the way", async () => {
    const { id, calls } = submit({ submissions: [lost], found: [lost, { kind: "answer", value: [12] }] });
    expect(await id).toBe(12);
    expect(calls).toEqual(["submit", "find", "find"]);
  });

  test("hands it in again when it did not arrive", async () => {
    const { id, calls, seen } = submit({ submissions: [lost, taken], found: [{ kind: "answer", value: [] }] });
    expect(await id).toBe(12);
    expect(calls).toEqual(["submit", "find", "submit"]);
    expect(codes(seen)).toEqual(["scheduler-silent", "scheduler-back"]);
  });

  test("says what Slurm says when it refuses", async () => {
    const words = "sbatch: error: invalid partition specified: nosuch";
    const { id } = submit({ submissions: [{ kind: "refused", words }] });
    await expect(id).rejects.toMatchObject({ finding: { code: "job-refused", data: { words } } });
  });

  test("gives up when the controller stays away", async () => {
    const { id } = submit({ submissions: [lost], found: [lost] });
    await expect(id).rejects.toMatchObject({ finding: { code: "job-not-taken" } });
  });
});

describe("cancelJob", () => {
  const looks = [...Array.from({ length: 20 }, () => look({})), look({ states: ["CANCELLED"] })];
  const cancel = (script: Script) => {
    const { clock, seen, calls, followed, commands, ended } = follow(script);
    const cancelled = clock.run(cancelJob({ id: 12, followed, lostAfterSeconds: 60, clock, observer: seen }, commands));
    return { seen, calls, ended, cancelled };
  };

  test("gives the order again until the controller takes it", async () => {
    const { calls, ended, cancelled } = cancel({
      looks,
      cancels: [
        { kind: "no-answer", words: "away" },
        { kind: "answer", value: undefined },
      ],
    });
    await cancelled;
    expect(calls.filter((name) => name === "cancel")).toHaveLength(2);
    expect(await ended).toMatchObject({ outcome: "cancelled" });
  });

  test("a job that has ended needs no cancelling", async () => {
    const { cancelled } = cancel({ looks: [look({ states: ["COMPLETED"] })], cancels: [{ kind: "unknown-job" }] });
    await cancelled;
  });

  test("says so when Slurm refuses", async () => {
    const words = "scancel: error: Kill job error on job id 12: Access/permission denied";
    const { cancelled } = cancel({ looks, cancels: [{ kind: "refused", words }] });
    await expect(cancelled).rejects.toMatchObject({ finding: { code: "cancel-refused", data: { words } } });
  });
});
