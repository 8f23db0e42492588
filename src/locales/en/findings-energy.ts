/** Findings of power metering and energy. */
export const findingsEnergy = {
  "finding.power-not-metered": "No power was metered in this run.",
  "finding.boundary-not-reached":
    'Energy at the boundary "{boundary:word}" can be neither measured nor bridged: metered was {metered}.',
  "finding.energy-bounds-too-wide":
    'The error bounds at the boundary "{boundary:word}" are as large as the energy itself.',
  "finding.accelerators-not-metered":
    "Only chips of another kind than the accelerators of {system} were metered ({kinds}). Meter its accelerators, or say in its file what they are (accelerators.kind).",
  "finding.devices-not-all-metered":
    'At the boundary "{boundary:word}" {metered} devices of {system} were metered, while its file says that {expected} serve: their sum is not its energy. Meter exactly those that serve, each once, or correct accelerators and topology in the file.',
  "finding.power-readings-few":
    "The power of {device} was read {readings} times in the window: too seldom to say what happened in between. Read it more often, or measure longer.",
  "finding.energy-counter-fell":
    "The energy counter of {device} fell during the run: the device or its driver was reset, and what it had counted is lost.",
  "finding.energy-counter-alone":
    "The energy counter of {device} cannot be held against anything: no trace of readings has this device.",
  "finding.energy-counter-unusable":
    "The energy counter of {device} cannot be held against its readings: together they cover {coverage:percent} of the window.",
  "finding.power-coverage-low":
    "Readings of {device} cover {coverage} of the window; at least {minimum} is needed for an energy figure.",
  "finding.power-source-failed":
    "The power source {source} could not read {device}: {reason} Its readings are missing for as long as this lasts.",
  "finding.power-readings-skipped": "{source} answered too slowly: {skipped} of {polls} readings were left out.",
  "finding.power-no-readings": "The power meter of {device} gave no reading in the whole run.",
  "finding.power-readings-missing": "{missing} of {readings} power readings of {device} are missing.",
  "finding.power-readings-not-numbers":
    "{notNumbers} of {readings} power readings of {device} were no numbers; they count as missing.",
  "finding.power-duplicate-stamps":
    "{duplicates} of {readings} power readings of {device} came at the instant of the one before and were left out.",
  "finding.rapl-missing":
    "There is no RAPL energy counter of a processor package in {root}; only Linux on Intel and AMD processors has it.",
  "finding.rapl-unreadable":
    "The energy counter {file} may only be read by root: run as root, or give this user the right to read it.",
  "finding.rapl-range-unreadable":
    "The counter range of {zone} (max_energy_range_uj) is no number: its wrap-around cannot be undone.",
} as const;
