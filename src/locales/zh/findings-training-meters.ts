/** Meters on the nodes of a training job. */
export const findingsTrainingMeters = {};
