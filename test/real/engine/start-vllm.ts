import { createVocabulary } from "../../../src/cli/vocabulary.js";
import { createMonotonicClock } from "../../../src/load/monotonic-clock.js";
import { listProcesses } from "../../../src/processes/process-list.js";
import { readSystem } from "../../../src/suite/read-system.js";
import { onlyEndpoint } from "../../backends/only-endpoint.js";

/** A server that a test has started, for runs with the lifecycle `attached`. */
export interface StartedVllm {
  /** `http://127.0.0.1:PORT` */
  readonly baseUrl: string;
  /** Process group of the server and its engine. */
  readonly groupId: number;
  close(): Promise<void>;
}

/** Starts the server that `benchmarks/systems/vllm-cpu.yaml` describes, as a run does, and waits until it is ready. */
export async function startVllm(environment: Readonly<Record<string, string>>): Promise<StartedVllm> {
  const vocabulary = createVocabulary();
  const { spec, options } = await readSystem("benchmarks/systems/vllm-cpu.yaml", vocabulary);
  const system = await vocabulary.backends.get(spec.adapter).open({
    system: spec,
    options,
    seed: "",
    clock: createMonotonicClock(),
    signal: new AbortController().signal,
    environment: { ...process.env, ...environment },
    log: () => undefined,
  });
  const processes = await listProcesses();
  const leader = processes.find(({ pid, parentPid, groupId }) => parentPid === process.pid && groupId === pid);
  if (system.endpoint !== undefined && leader !== undefined) {
    return { baseUrl: onlyEndpoint(system).baseUrl, groupId: leader.groupId, close: system.close };
  }
  await system.close();
  throw new Error("the server was not started as a process group of its own");
}
