/** Problems and hints of training workloads and of how a system trains. */
export const findingsTrainingPlan = {};
