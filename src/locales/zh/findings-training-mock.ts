/** The mock that trains. */
export const findingsTrainingMock = {};
