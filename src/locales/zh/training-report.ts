/** Training in reports. */
export const trainingReport = {};
