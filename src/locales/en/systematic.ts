/** What a systematic bound comes from. */
export const systematic = {
  "systematic.meter": "accuracy of the meter",
  "systematic.power-gaps": "gaps in the power readings",
  "systematic.stamps": "time at which the devices were read",
  "systematic.sampling": "power between the readings",
  "systematic.step-stamps": "time at which the steps were reported",
  "systematic.bridge": "range of the bridge to the common boundary",
} as const;
