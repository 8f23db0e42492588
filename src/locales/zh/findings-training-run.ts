/** What happens to a training run while it is measured. */
export const findingsTrainingRun = {};
