/** Findings of the commands that meters are read with. */
export const findingsTelemetry = {
  "finding.telemetry-missing":
    "The telemetry command {command} cannot be started: {reason:word}. Install it, put its folder on PATH, or name its full path in the system file.",
  "finding.telemetry-hung":
    "The telemetry command {command} gave no whole answer within {seconds} s and was ended. Run it by hand: a driver that is stuck makes it wait.",
  "finding.telemetry-failed": "The telemetry command {command} failed ({outcome}). It says: {words}",
  "finding.telemetry-endless": "The telemetry command {command} printed over 8 MiB in one call and was ended.",
  "finding.telemetry-died":
    "The telemetry command {command} of {source}, which should go on to the run's end, ended ({outcome}). Its last words: {words}",
  "finding.telemetry-stalled":
    "The telemetry command {command} of {source} printed nothing for {seconds} s; it is ended and started again.",
  "finding.telemetry-restarted":
    "Telemetry commands of {source} that were started again in this run ({command}): {restarts}. Readings of the time between are missing.",
  "finding.telemetry-given-up":
    "The telemetry command {command} of {source} does not keep running (started again: {restarts}) and is given up: its readings end here.",
  "finding.telemetry-held-back":
    "{command} of {source} keeps its output back and prints it in bursts: {readings} readings of one device came together with an earlier one, and nobody knows when they were taken. Put `stdbuf -oL` before the command in the system file.",
  "finding.telemetry-line-cut": "{source} ended in the middle of a line, which was not read as a whole one: {example}",
  "finding.telemetry-unparsed":
    "Lines of {source} that no reader of {format} understands: {lines}. The last of them: {example}",
  "finding.telemetry-slow":
    "{source} was asked for a reading every {askedSeconds} s and gives one every {achievedSeconds} s.",
  "finding.device-missing":
    "{source} does not show these devices: {missing}. It shows: {found}. Correct the devices in the system file, or find out why they are gone.",
  "finding.device-lost":
    "{device} disappeared from the output of {source} while the run went on; its readings are missing from then on, for as long as this lasts.",
  "finding.rate-low":
    "{source} was read less than {minimum} times a second (devices: {devices}; slowest: {device} with {hertz} per second). MLPerf asks for {minimum} per second at least; the energy has a wider bound.",
  "finding.description-failed": "{source} could not describe the devices that it reads.",
  "word.EACCES": "this user may not execute it",
  "word.ENOENT": "there is no such program",
} as const;
