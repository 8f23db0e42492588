/** The mock that trains. */
export const findingsTrainingMock = {
  "finding.mock-without-training":
    "The mock system {system} cannot train: its options have no `training`, which says how fast it does and what it draws.",
};
