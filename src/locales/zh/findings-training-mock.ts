import type { findingsTrainingMock as en } from "../en/findings-training-mock.js";

/** The mock that trains. */
export const findingsTrainingMock = {
  "finding.mock-without-training": "模拟系统 {system} 无法训练：其选项中没有 `training`，即训练速度与耗电的设定。",
} as const satisfies Record<keyof typeof en, string>;
