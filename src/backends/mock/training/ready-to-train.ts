import type { OpenTraining, TrainRequest } from "../../../contract/backend-adapter.js";
import { logParsers } from "../../../jobs/logs/all.js";
import { MeasurementError } from "../../../model/errors.js";
import { failure } from "../../../model/finding.js";
import { findJob, jobNodes } from "../../../model/training-job.js";
import { createMockMeter } from "../meter.js";
import type { MockOptions } from "../options.js";
import { MOCK_VERSION } from "../serve-mock.js";
import { createMockTrainer } from "./trainer.js";

/**
 * Nodes for one training job, with a meter that follows it.
 *
 * @throws MeasurementError `mock-without-training` where the options do not say how the system trains
 */
export async function readyToTrain(request: TrainRequest<MockOptions>): Promise<OpenTraining> {
  const { options, workload, system, seed, dataSeed, clock } = request;
  const { training, meter } = options;
  if (training === undefined) throw new MeasurementError(failure("mock-without-training", { system: system.id }));
  const nodes = jobNodes(workload, findJob(system.training?.jobs ?? [], workload), system.topology);
  const trainer = createMockTrainer({ options, training, workload, nodes, seed, dataSeed, clock });
  return {
    own: { launcher: trainer.launcher, logs: logParsers.get("tokwatt") },
    powerSources: meter === undefined ? [] : [createMockMeter(meter, trainer, seed, clock)],
    describe: async () => ({ trainerVersion: MOCK_VERSION }),
    close: async () => {},
  };
}
