/** What a systematic bound comes from. */
export const systematic = {
  "systematic.meter": "accuracy of the meter",
  "systematic.meter-difference": "error of the shared meter that does not cancel",
  "systematic.power-gaps": "gaps in the power readings",
  "systematic.stamps": "time at which the devices were read",
  "systematic.sampling": "power between the readings",
  "systematic.step-stamps": "time at which the steps were reported",
  "systematic.bridge": "range of the bridge to the common boundary",
  "systematic.source.step-stamps": "when tokwatt read the reports at both edges of the window (steps.jsonl)",
  "systematic.source.suite": "suite",
} as const;
