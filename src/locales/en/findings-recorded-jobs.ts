/** Jobs that had ended before they were read, and what a log says of its steps. */
export const findingsRecordedJobs = {};
