/** Why a metric of training has no value. */
export const findingsTrainingMetrics = {};
