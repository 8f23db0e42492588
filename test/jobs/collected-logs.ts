/** What `createStepCollector` makes of a log for a job of this shape: a row is step, steps, tokens, source, what was noted. */
export interface CollectedLog {
  readonly file: string;
  readonly sequenceLength: number;
  readonly globalBatch: number;
  readonly rows: readonly string[];
}

/** Worked out by hand from the lines. */
export const COLLECTED_LOGS: readonly CollectedLog[] = [
  {
    file: "megatron-lm.txt",
    sequenceLength: 4096,
    globalBatch: 2048,
    rows: ["4 4 33554432 log", "5 1 8388608 log", "6 1 8388608 log checkpoint"],
  },
  // After a start from a checkpoint nobody knows what had been consumed by then.
  {
    file: "megatron-lm-restart.txt",
    sequenceLength: 4096,
    globalBatch: 2048,
    rows: ["10 10 83886080 log", "11 1 8388608 log", "9 1 8388608 workload restart", "10 1 8388608 log"],
  },
  { file: "primus.txt", sequenceLength: 4096, globalBatch: 128, rows: ["4407 4407 2310537216 log"] },
  { file: "mindspeed-llm.txt", sequenceLength: 4096, globalBatch: 64, rows: ["51 51 13369344 log", "52 1 262144 log"] },
  { file: "mindspeed-fsdp2.txt", sequenceLength: 4096, globalBatch: 8, rows: ["2 2 1357 log", "3 1 744 log"] },
  {
    file: "nemo-2.txt",
    sequenceLength: 8192,
    globalBatch: 128,
    rows: ["46 46 48234496 log", "47 1 1048576 log checkpoint"],
  },
  {
    file: "nemo-1.txt",
    sequenceLength: 2048,
    globalBatch: 2,
    rows: ["794 794 3252224 workload", "795 1 4096 workload"],
  },
  { file: "megatron-bridge.txt", sequenceLength: 8192, globalBatch: 512, rows: ["2 2 8388608 log"] },
  {
    file: "torchtitan.txt",
    sequenceLength: 4096,
    globalBatch: 16,
    rows: ["1 1 65536 workload", "10 9 589824 workload", "20 10 655360 workload checkpoint"],
  },
  {
    file: "torchtitan-unlabelled.txt",
    sequenceLength: 4096,
    globalBatch: 16,
    rows: ["4 4 262144 workload", "5 1 65536 workload", "6 1 65536 workload"],
  },
  {
    file: "deepspeed.txt",
    sequenceLength: 512,
    globalBatch: 128,
    rows: ["1 1 65536 workload", "2 1 65536 workload", "3 1 65536 workload", "4 1 65536 workload"],
  },
  {
    file: "deepspeed-old.txt",
    sequenceLength: 512,
    globalBatch: 128,
    rows: ["40 40 2621440 workload", "50 10 655360 workload"],
  },
  {
    file: "hugging-face-recorded.txt",
    sequenceLength: 32,
    globalBatch: 4,
    rows: ["5 5 640 workload", "10 5 640 workload", "15 5 640 workload", "20 5 640 workload"],
  },
  {
    file: "hugging-face-resumed.txt",
    sequenceLength: 32,
    globalBatch: 4,
    rows: ["25 5 640 workload restart", "30 5 640 log"],
  },
  // The bar says 1 at the first two reports; the epoch, which counts twentieths, knows better.
  {
    file: "hugging-face-every-step.txt",
    sequenceLength: 32,
    globalBatch: 4,
    rows: Array.from({ length: 20 }, (_, at) => `${at + 1} 1 128 log`),
  },
  { file: "hugging-face-4.txt", sequenceLength: 512, globalBatch: 8, rows: ["2 2 8192 log", "4 2 8192 workload"] },
  {
    file: "hugging-face-5.txt",
    sequenceLength: 512,
    globalBatch: 8,
    rows: ["50 50 204800 workload", "100 50 204800 workload"],
  },
  {
    file: "llama-factory.jsonl",
    sequenceLength: 1024,
    globalBatch: 2,
    rows: ["3200 3200 6553600 workload", "3230 30 61440 workload", "3235 5 10240 workload"],
  },
  {
    file: "mindformers.txt",
    sequenceLength: 4096,
    globalBatch: 1,
    rows: ["1 1 4096 workload", "2 1 4096 workload", "20 18 73728 workload checkpoint"],
  },
  {
    file: "mindformers-one-line.txt",
    sequenceLength: 4096,
    globalBatch: 1,
    rows: ["1 1 4096 workload", "2 1 4096 workload"],
  },
  {
    file: "tokwatt.jsonl",
    sequenceLength: 512,
    globalBatch: 16,
    rows: ["1 1 8192 log", "2 1 8192 workload", "3 1 8192 workload checkpoint restart"],
  },
];
