/** Several systems, several workloads, tests against stated margins, and checks of the data before a comparison. */
export const comparisonFamilies = {
  "report.stamp.injected":
    "SLOWED DOWN ON PURPOSE: tokwatt itself made everything on {systems} take {slowdown:percent} longer, to see whether that is noticed (a positive control). These figures are not those of the system.",
  "report.mark.injected": "slowed by {slowdown:percent} on purpose",

  "report.headline.interval-shared":
    "{confidence} interval of the ratio: {interval}; the bounds of the shared meters cancel, no others are declared; margin {margin}.",

  "report.family": "Several systems on one workload: {workload}",
  "report.family.metric": "{title} ({unit}): every pair of this entry of the suite",
  "report.family.column.pair": "candidate / baseline",
  "report.family.column.interval": "interval with systematic bounds",
  "report.family.column.adjusted": "p, adjusted",
  "report.family.ahead": "{better} is better than {worse}",
  "report.family.shown": "{title}: {pairs}.",
  "report.family.equivalent": "{title}: equivalent within the margin are {pairs}.",
  "report.family.open": "{title}: nothing is shown of {pairs}.",
  "report.family.not-comparable": "{title}: not comparable are {pairs}.",
  "report.family.means":
    "{title}, geometric means over runs, the best first: {systems}. The order alone shows nothing; the pairs do.",
  "report.family.legend":
    "A verdict of better or worse needs p below 1 minus the confidence after Holm's adjustment over all primary metrics of all pairs of this table's family; the intervals are those of each pair by itself.",

  "report.across": "Over several workloads",
  "report.across.pair": "{candidate} (candidate) against {baseline} (baseline)",
  "report.across.column.workloads": "workloads",
  "report.across.headline":
    "{title}: {verdict} Over {count} workloads {candidate} has {ratio} times the value of {baseline} (weighted geometric mean of the ratios; {direction}). {intervals}",
  "report.across.headline.absent": "{title}: no mean over workloads of {candidate} against {baseline}.",
  "report.across.workload": "{workload}: ratio {ratio}, weight {weight}",
  "report.across.parts": "{title} is made of: {parts}.",
  "report.across.missing": "Not in the mean ({workloads}): {reason}",
  "report.across.legend":
    "The mean describes just these workloads, weighted as the suite says. Tokens per second of different workloads are never averaged. Systematic bounds are the weighted means of those of the workloads: the same meters read them all, so that they do not shrink.",
  "finding.rung-not-in-mean":
    "Rungs of the ladder {ladder} are one workload at several loads and no mix of work: they count only where the suite gives them a weight by name.",
  "finding.mean-of-one-workload":
    "Workloads with a ratio and an interval: {workloads}; a mean over workloads needs two. What each of the others lacks stands below.",
  "finding.mean-of-boundaries":
    "The workloads were compared at different power boundaries ({boundaries}). Meter, or bridge, all of them at one before resting a decision on this mean.",
  "finding.workload-not-comparable": "The two sides are not comparable on this workload.",

  "finding.holm-forbids-verdict-family":
    "Among {tests} tests (the primary metrics of {comparisons} comparisons in one family) this one is not shown to differ: its p adjusted for their number (Holm) is {p}.",
  "report.method.family":
    "Comparisons of one entry of the suite are one family: Holm counts the primary metrics of all of them together, workload by workload, and over the means over workloads likewise.",
  "report.method.across":
    "Over workloads: exp of the weighted mean of the log ratios, squared standard errors added with squared weights, Satterthwaite's degrees of freedom; rungs of a ladder are left out unless the suite weights them.",
  "report.method.tests":
    "Tests against stated margins, fixed in the plan, each at 5 % by itself and not adjusted: equivalence where the 90 % interval with systematic bounds lies within the margin on both sides (two one-sided tests); not inferior where its unfavourable end is not worse than the baseline by more than the margin. Their p-values are noise only.",
  "report.method.stopped":
    "The number of runs was not fixed: blocks were added until the intervals were as narrow as the plan asks, never until p was small. Of nominal 95 % intervals about 93 to 95 % cover the truth (of pairs 92 to 95 %) then.",

  "finding.equivalence-shown":
    "Equivalence within ± {margin:percent}: shown (90 % interval {low} to {high}; p {p}, noise only).",
  "finding.equivalence-not-shown":
    "Equivalence within ± {margin:percent}: not shown (90 % interval {low} to {high}; p {p}, noise only). This is no proof of a difference.",
  "finding.equivalence-refuted":
    "Equivalence within ± {margin:percent}: not shown; the whole 90 % interval lies outside ({low} to {high}), so that they differ by more.",
  "finding.non-inferiority-refuted":
    "{candidate} is not worse than {baseline} by more than {margin:percent}: not shown; the whole 90 % interval lies beyond ({low} to {high}), so that it is worse by more.",
  "finding.non-inferiority-shown":
    "{candidate} is not worse than {baseline} by more than {margin:percent}: shown (90 % interval {low} to {high}; p {p}, noise only).",
  "finding.non-inferiority-not-shown":
    "{candidate} is not worse than {baseline} by more than {margin:percent}: not shown (90 % interval {low} to {high}; p {p}, noise only). This is no proof that it is worse.",

  "finding.meters-shared":
    "The plan says that both sides were read by the same meters: what their gain may be off is in both and cancels, so that it is left out of the ratios. Bridges, gaps and times of reading are still in, and so is what one error of the meter does to the two sides differently.",
  "finding.meters-not-shared":
    "The plan says that both sides were read by the same meters, but their bounds come from different sources: these stay in the ratios. Take `meters: shared` out of the suite, or state one accuracy for both.",
  "finding.pairing-next-time":
    "The blocks differed: both sides rose and fell together (correlation {correlation} over {blocks} blocks). Paired by block, the interval would reach {paired:percent} from the ratio in place of {welch:percent}. Plan `analysis: paired` next time; this one stays as it was planned.",
  "finding.pairing-costs-width":
    "Nothing hints that the blocks differed (correlation {correlation} over {blocks} blocks): by Welch the interval would reach {welch:percent} from the ratio in place of {paired:percent}. Pairing blocks that do not differ costs width (with 3 blocks 3.11 against 2.47 standard deviations between runs). Where nothing is known to drift, plan `analysis: welch` next time; this one stays as it was planned.",
  "finding.ratio-without-outliers":
    "Without the runs that lie far off the ratio would be {ratio} ({low} to {high}), with them it is {allRatio} ({allLow} to {allHigh}). The verdict rests on all runs.",
  "finding.runs-identical":
    "All {runs} runs of {system} gave the same value. Is it deterministic, or does something answer from a cache? Look at the records; the interval rests on the noise of the other side alone.",
  "finding.noisy-session":
    "The runs of {system} differ by {cv:percent} (standard deviation), more than three times the {stored:percent} that its noise was on {at}. Something disturbed this session: look for other jobs and for heat, then run again.",
  "finding.no-positive-control":
    "No slow-down was ever injected into {system} in this environment, so nobody knows whether one would be noticed. `tokwatt aa SUITE --control 5%` finds out.",
  "finding.control-not-found":
    "When {system} was slowed by {slowdown:percent} on purpose in this environment, it was not found in {metrics}: that no difference is seen means little. Make more or longer runs, then repeat `tokwatt aa SUITE --control 5%`.",
  "finding.order-confounded":
    "Nearly all used runs of {first} were made before those of {second}, though the plan interleaves them: differences are confounded with time. Run the missing trials of both sides again in one go.",
  "finding.stopped-on-precision":
    "The runs were stopped on precision after {runs} blocks (of at most {most}): every interval of a primary metric was within the {width:percent} of its ratio that the plan asks. Of nominal 95 % intervals about 93 to 95 % cover the truth (of pairs 92 to 95 %) under such stopping.",
  "cli.option.known-history": "folder of a history: hold these runs against the noise that tokwatt aa measured before",
  "problem.known-history-not-found": "There is no history folder {path}.",
  "hint.measure-noise": "Check the path, or measure the noise first: tokwatt aa SUITE --history {path}",
  "report.chart.legend": "Every dot is one run that was used; the bar is the mean over runs, the line its interval.",
  "report.chart.ratio": "{candidate} / {baseline}: {ratio} ({low} to {high}, systematic bounds included)",
  "report.chart.no-ratio": "{candidate} against {baseline}: no ratio",
  "finding.nothing-to-draw":
    "There is nothing to draw: no comparison has a value of a primary metric. Other forms show what there is.",
} as const;
