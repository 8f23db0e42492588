/** Findings of the comparison: which runs count, what differs, why a verdict is withheld. */
export const findingsComparison = {
  "finding.no-self-check":
    "The run lacks the load generator's check on itself, without which nothing is known of its quality.",
  "finding.schedule-late": "Requests were sent late: p99 {value} ms, limit {limit} ms.",
  "finding.event-loop-late": "The load generator's event loop was late: p99 {value} ms, limit {limit} ms.",
  "finding.client-cpu-high": "The load generator used {value} CPU cores, limit {limit}.",
  "finding.receive-late":
    "What the server sent waited in the load generator: p99 {value} ms until it was stamped, limit {limit} ms.",
  "finding.processor-waited":
    "The load generator was ready to run and had no processor in {value:percent} of the window, limit {limit:percent}: other processes took it. Give the load generator processors of its own.",
  "finding.bursts-late":
    "Reads came in bursts that the load generator was slow to work off: {value:percent} of them took more than {lateMs} ms, limit {limit:percent}. More workers (--workers) share them out.",
  "finding.client-near-ceiling":
    "The load was {value:percent} of what this load generator can carry by its calibration, limit {limit:percent}.",
  "finding.client-not-calibrated":
    "The load generator's ceiling on this machine is not known, so how close the run came to it was not judged. tokwatt calibrate finds it.",
  "finding.requests-not-sent":
    "Of the requests due in the window only a share of {value} was sent in it, limit {limit}.",
  "finding.nothing-to-compare":
    "The results hold no run that fits. Run a suite first (tokwatt run SUITE), or name another plan or execution.",
  "finding.no-readable-run": "No run of execution {execution} can be read.",
  "finding.plan-inconsistent": "The plan in the record names a system {system} that it does not describe.",
  "finding.trial-repeated": "Another run of the same trial is used already.",
  "finding.record-missing": "The ledger names this run, but its record is gone.",
  "finding.record-not-of-plan": "The record does not belong to the plan that the ledger names.",
  "finding.run-running": "The run never ended: its process was killed or is still at work.",
  "finding.run-failed": "The run failed.",
  "finding.run-interrupted": "The run was interrupted.",
  "finding.run-invalid": "The load generator's check on itself makes the run invalid.",
  "finding.boundaries-differ":
    'The systems reach no common power boundary ({list}). Either meter {system} at the boundary "{boundary:word}", with {meter:word}; or declare in its file a bridge from "{metered:word}" to "{boundary:word}": its watts, low and high, and their source.',
  "finding.system-not-metered":
    "The power of {system} was not metered in every run that counts: name a power source in its file, or see its runs for why one failed.",
  "finding.energy-bridged":
    'The power of {system} was read at the boundary "{metered:word}" and brought to "{boundary:word}" by adding {wattsLow} to {wattsHigh} W ({source}); this alone moves the ratio of tokens per joule by −{below:percent} to +{above:percent}, and {meter:word} would narrow it.',
  "finding.energy-counter-agrees":
    "Integrated power against the energy counters of {system} (devices: {devices}): the most distant counter differs by {relative:percent}, which is within what both meters claim.",
  "finding.energy-counter-differs":
    "The energy counter of {device} ({system}) differs from its integrated power by {relative:percent}; what both meters claim allows {limit:percent} either way. One of the two is wrong: compare them with an external meter.",
  "finding.rate-low-in-runs":
    "{source} on {system} was read less than once a second ({hertz} per second in the slowest run; runs: {runs}): its energy has a wider bound.",
  "finding.throttled":
    "{share:percent} of the readings of {system} say that something held the devices back ({reasons}): the figures are those of this state.",
  "finding.power-cap-changed":
    "The power caps of {system} were not one and the same: {low} to {high} W, between its devices or over its runs. A cap changes both speed and energy; set one on all devices.",
  "finding.description-changed":
    "{system} was not the same in all of its runs: {key} was {values}. The runs are samples of different systems. Set it to one value and run the suite again.",
  "finding.client-changed":
    "What drove the load was not the same in all runs of {system}: {key} was {values}. Run the suite again from one machine with one version.",
  "finding.clients-differ":
    "What drove the load was not the same on both sides: {key} was {candidate} against {baseline}. What differs between the systems may be what differs between the clients; run both from one machine with one version.",
  "finding.runs-degraded":
    "In {degraded} of {runs} used runs of {system} the load generator was at its limits: their latencies are not judged, and their throughput may be the load generator's. The list of runs says which limit; give it more processors or workers, and run again.",
  "finding.model-differs": "The models differ: {candidate} against {baseline}. Serve one model on both.",
  "finding.tokenizer-differs":
    "The tokenizers differ ({candidate} against {baseline}): their tokens are two different units. Serve the same model with the same tokenizer on both.",
  "finding.precision-differs": "The precisions differ: {candidate} against {baseline}.",
  "finding.speculation-differs": "Speculative decoding differs: {candidate} against {baseline}.",
  "finding.acceptance-unknown":
    "{system} uses speculative decoding with unknown acceptance: its throughput depends on the text.",
  "finding.lifecycle-differs": "The endpoints have different lifecycles: {candidate:word} against {baseline:word}.",
  "finding.unit-differs":
    "Accelerators are counted in different units ({candidate:word} against {baseline:word}): figures per unit are not comparable.",
  "finding.prompt-tokens-differ":
    "The same prompts became {candidate} tokens a request on one side and {baseline} on the other.",
  "finding.output-tokens-differ":
    "Requests produced {candidate} tokens on average on one side and {baseline} on the other.",
  "finding.output-length-free":
    "The output length was left to the model (no ignore_eos): the two sides need not have done the same work.",
  "finding.errors-too-many":
    "{failed} of {ended} requests failed on {system}, limit {limit}: refused work costs nothing. Look at the records for why they failed, mend it or lower the load, and run again.",
  "finding.client-degraded": "The load generator was degraded in runs on {system}: no verdict on latency.",
  "finding.meter-accuracy-unknown":
    "The accuracy of the meter of {system} is unknown, and the suite assumes no bound: no verdict on energy.",
  "finding.meter-accuracy-assumed": "The accuracy of the meter of {system} is unknown; the suite assumes ±{bound}.",
  "finding.tokens-estimated":
    "Up to {share:percent} of the tokens in a window of {system} were never counted by the server (requests cut at the end): each of their events stands for the mean number of tokens.",
  "finding.values-missing":
    "Runs of {system} that lack this value: {missing} of {runs}; the others alone stand for it. Look at their records for why.",
  "finding.no-usable-run": "No run of {system} can be used.",
  "finding.no-interval-too-few-runs":
    "An interval and a verdict need 3 runs a side that have a value, and 5 are advised; there are {candidate} and {baseline}.",
  "finding.no-interval-too-few-pairs":
    "An interval and a verdict need 3 blocks in which both sides have a value, and 5 are advised; there are {pairs}. `tokwatt run SUITE --resume` makes up runs that failed or were never made; else raise `repeats` in the suite.",
  "finding.runs-unpaired":
    "Runs without a partner in their block: {unpaired}. The analysis is by pairs, so that the ratio rests on the {pairs} blocks that have both; the means rest on all runs. `tokwatt run SUITE --resume` makes up runs that failed or were never made.",
  "finding.no-interval-no-variance":
    "The runs do not differ at all, so that their noise cannot be estimated. Is the system deterministic, or does something answer from a cache? Look at the records before believing the ratio.",
  "finding.no-interval-not-positive": "A value is zero: there is no ratio on the log scale.",
  "finding.no-spread-too-few-runs": "The interval of a mean needs 3 runs; there are {runs}.",
  "finding.no-spread-no-variance": "All runs ({runs}) give the same value, so that their noise cannot be estimated.",
  "finding.no-spread-not-positive": "A value is zero: there is no geometric mean.",
  "finding.no-spread-not-finite": "A value is not a number.",
  "finding.demonstration-window":
    "Demonstration: the window is shorter than the {seconds} s, or has fewer than the {samples} power samples, that the workload demands.",
  "finding.attached-excludes-starts":
    "{system} was attached, not started by tokwatt: every interval excludes the variance between server starts.",
  "finding.few-runs": "Usable runs of {system}: {runs}; at least 5 are advised. Raise `repeats` in the suite.",
  "finding.runs-left-out":
    "Runs left out: {leftOut} of {runs}; the list of runs says why. `tokwatt run SUITE --resume` makes up what failed or was interrupted; where runs are invalid, mend the cause and run the suite anew.",
  "finding.trials-not-run":
    "Trials of the plan that were never run: {missing}. `tokwatt run SUITE --resume` makes them up.",
  "finding.order-sequential":
    "The systems were measured one after the other: differences are confounded with time. Set `order: interleaved` in the suite where both can be reached.",
  "finding.other-executions":
    "Other executions of the same plan in these results: {count} ({list}); only one is shown here. `--execution ID` shows another.",
  "finding.one-machine-each":
    "The intervals cover the noise of these machines; they say nothing about another delivery of the same product.",
} as const;
