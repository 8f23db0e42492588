/** Training on the command line. */
export const trainingCli = {};
