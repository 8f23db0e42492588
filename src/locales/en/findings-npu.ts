/** Findings of how the power of Ascend NPUs is read. */
export const findingsNpu = {
  "finding.npu-method-ambiguous":
    "npu-smi's output {method} is not used: for NPU {npu}, what its two dies tell is {pattern:word}, and tokwatt neither doubles nor halves watts by a guess.",
  "finding.npu-method-failed":
    "npu-smi's output {method} is not used: the command ended ({outcome}) when it was asked for NPU {npu}. It says: {words}",
  "finding.npu-method-hung":
    "npu-smi's output {method} is not used: nothing came for NPU {npu} within {seconds} s. Where `npu-smi info watch` prints to a terminal but not to a pipe, command: [stdbuf, -oL, npu-smi] helps.",
  "finding.npu-method-silent":
    "npu-smi's output {method} is not used: it tells no watts of NPU {npu}. Its words, if any: {words}",
  "finding.npu-none-found": "{command} shows no NPU. It says: {words}",
  "finding.npu-power-implausible":
    "{device} reads {watts} W, outside {low} to {high} W; it is reported once, and all readings are kept. Check the unit, and what the meter covers.",
  "finding.npu-power-pattern":
    "Watts of the two dies of a package, as npu-smi's output {method} tells them for NPU {npu}: {pattern:word} (package in the table: {packageWatts}; dies: {firstWatts} and {secondWatts}). One trace is kept for each package.",
  "finding.npu-power-unreadable":
    "npu-smi tells no watts of the NPUs {npus} that can be trusted; its outputs that were tried: {tried}. The notes of the run say what each printed. Its words, if any: {words}",
  "word.halves": "each die tells its own share",
  "word.package-on-first-die": "the first die tells the whole package, the second nothing",
  "word.repeated": "each die tells the whole package",
  "word.unclear": "neither the whole package nor shares of it, or with nothing to compare them with",
} as const;
