/** What a doctor sees of a system, of its meters and of the machine that drives the load. */
export const findingsDoctor = {
  "finding.doctor-file": "{file} describes {system} and has no mistake.",
  "finding.doctor-adapter": "{name} {version} is there; its numbers are {provenance:word}.",
  "finding.doctor-power-sources": "Power sources beside it are there: {sources}.",
  "finding.doctor-opened": "The system was opened in {seconds} s: it answers and serves its model.",
  "finding.doctor-server": "It says of itself: {facts}.",
  "finding.doctor-server-without-version":
    "It does not tell its version; two servers cannot be told apart by it. It says: {facts}.",
  "finding.doctor-server-silent": "It tells nothing of itself: write the engine and its version into the system file.",
  "finding.doctor-stream":
    "{api} streams: the first event came after {firstMs} ms, {events} events ({tokens} tokens) over {spanMs} ms.",
  "finding.doctor-stream-bunched":
    "{api} answers in one go: {events} events within {spanMs} ms, {firstMs} ms after the request. Something in between holds them back; switch off its buffering (nginx: proxy_buffering off), or every latency is that of the whole answer.",
  "finding.doctor-stream-failed": "{api} does not answer ({kind:word}): {reason}",
  "finding.doctor-stream-slow":
    "{api} gave no whole answer of {tokens} tokens within {seconds} s. Look at the server's log, and whether others keep it busy.",
  "finding.doctor-stream-empty": "{api} answers without any text: check the model's chat template and its stop words.",
  "finding.doctor-not-streamed":
    "{api} answers with one whole body although a stream was asked for: nothing can be said of the time to a first token.",
  "finding.doctor-usage-missing":
    "{api} does not count its tokens (no usage at the end of the stream): tokens would be estimated. Ask for an engine that knows stream_options.include_usage.",
  "finding.doctor-usage-not-continuous":
    "{api} was asked to count in every event and did so in {counted} of {events}: leave out `usage: continuous`.",
  "finding.doctor-length-not-kept":
    "{api} gave {given} tokens where exactly {asked} were asked for: it does not keep to ignore_eos or min_tokens, so workloads with an exact output length are not the same load here.",
  "finding.doctor-exact-refused":
    "{api} refuses requests for an exact output length (ignore_eos, min_tokens): only workloads with `outputPolicy: limit` run here. It says: {reason}",
  "finding.doctor-engine": "The engine shows these metrics: {metrics}.",
  "finding.doctor-engine-not-asked":
    "The adapter names no metrics page: the engine's queue, its cache and its own token counts stay unknown.",
  "finding.doctor-engine-busy":
    "Somebody else uses the server: {running} requests are running and {waiting} are waiting. Measure when it is alone.",
  "finding.doctor-no-meter":
    "No power is metered: nothing can be said per joule. Give the adapter its `telemetry`, or name a source under `power.sources`.",
  "finding.doctor-meters-not-opened":
    "The meters of the adapter come with the system and could not be looked at, as it was not opened.",
  "finding.doctor-power":
    "{source} at the boundary {boundary:word}, devices: {devices} ({names}). {low} to {high} W each, {total} W in all; a reading every {achievedSeconds} s (asked for: {askedSeconds} s), taken within {withinSeconds} s of its stamp; {missing:percent} missing.",
  "finding.doctor-power-once":
    "{source} at the boundary {boundary:word}, devices: {devices} ({names}). {low} to {high} W each, {total} W in all. One reading each is too few to know its rate: look longer (--seconds).",
  "finding.doctor-power-cross-check":
    "{source} gives a second opinion, in {quantity}, on devices: {devices} ({names}). {total} W in all.",
  "finding.doctor-power-without-value":
    "{source} answers and gave no watts at the boundary {boundary:word}, devices: {devices} ({names}); {missing:percent} of the readings are missing. Look longer (--seconds), or at what the tool prints.",
  "finding.doctor-devices": "All accelerators are metered at the boundary {boundary:word}, devices: {metered}.",
  "finding.doctor-devices-uncounted":
    "Metered at the boundary {boundary:word}, devices: {metered}. Whether these are all cannot be told: the file has no topology, or a meter does not say how many devices it reads.",
  "finding.doctor-boundary-metered":
    "Energy can be stated at {boundary:word}, as metered, and compared with systems that reach it too.",
  "finding.doctor-boundary-bridged":
    "Energy can be stated at {boundary:word}, by the bridges of the file, and compared with systems that reach it too.",
  "finding.doctor-boundary-none":
    "Energy cannot be stated at any boundary: no meter gives values of all accelerators. Speed can be measured all the same.",
  "finding.doctor-accuracy":
    "The error of {source} is known: {relative:percent} of the reading and {absoluteWatts} W a device. Source: {origin}",
  "finding.doctor-accuracy-unknown":
    "How far {source} may be off is not known: energy is shown, and no verdict given on it, unless the suite assumes a bound (assumedMeterAccuracy).",
  "finding.doctor-descriptors": "{limit} files and sockets may be open: enough for {requests} requests at once.",
  "finding.doctor-descriptors-few":
    "Only {limit} files and sockets may be open, so at most {requests} requests at once: raise it (ulimit -n 65536) before a bigger load.",
  "finding.doctor-descriptors-unlimited": "Any number of files and sockets may be open.",
  "finding.doctor-descriptors-unknown": "How many files and sockets may be open cannot be told here.",
  "finding.doctor-ports": "Local ports {first} to {last}: {ports} connections at once to one server address.",
  "finding.doctor-ports-few":
    "Local ports {first} to {last}: only {ports} connections at once to one server address. Widen net.ipv4.ip_local_port_range before a bigger load.",
  "finding.doctor-ports-unknown": "How many connections this machine can have to one address cannot be told here.",
  "finding.doctor-processors": "{processors} processors, mean load {load} over the last minute.",
  "finding.doctor-processors-busy":
    "This machine is at work for others: mean load {load} on {processors} processors. Latencies would be theirs too; measure from a quiet machine.",
  "finding.doctor-processors-few":
    "One processor for the load generator and everything else here: a busy server would be stamped late.",
  "finding.doctor-event-loop": "The load generator's event loop was on time: p99 {p99Ms} ms (limit {limitMs} ms).",
  "finding.doctor-event-loop-late":
    "The load generator's event loop was late: p99 {p99Ms} ms, above {limitMs} ms a run is degraded. Close what else runs here.",
  "finding.doctor-clock":
    "Time is told in steps of {stepNs} ns; in {seconds} s the wall clock went {driftMs} ms off the monotonic one.",
  "finding.doctor-clock-coarse": "Time is told in steps of {stepNs} ns only: gaps between tokens are shorter.",
  "finding.doctor-clock-jumped":
    "In {seconds} s the wall clock went {driftMs} ms off the monotonic one: it is being set. Latencies do not mind; meters of other hosts are lined up by it.",
  "finding.doctor-time-synced": "The wall clock is kept right ({tool} says so).",
  "finding.doctor-time-not-synced":
    "The wall clock follows nobody ({tool} says so). One host alone does not mind; meters of other hosts are lined up by it: start chrony or systemd-timesyncd.",
  "finding.doctor-time-sync-unknown":
    "Whether the wall clock is kept right is unknown: neither chronyc nor timedatectl answers here.",
} as const;
