/** How training runs are judged and compared. */
export const findingsTrainingComparison = {};
