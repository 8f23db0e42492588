import { expect, it } from "vitest";
import { InputError, MeasurementError, TokwattError } from "../../src/model/errors.js";
import { failure } from "../../src/model/finding.js";

it("knows its own errors, and no others", () => {
  const input = new InputError([{ code: "empty-file", data: {} }]);
  const measurement = new MeasurementError(failure("interrupted"));
  expect([input instanceof InputError, input instanceof MeasurementError, input instanceof TokwattError]).toEqual([
    true,
    false,
    true,
  ]);
  expect([measurement instanceof MeasurementError, measurement instanceof InputError]).toEqual([true, false]);
  const unlike = [new Error("MeasurementError"), { name: "MeasurementError", finding: {} }, "MeasurementError", null];
  expect(unlike.filter((value) => value instanceof MeasurementError || value instanceof InputError)).toEqual([]);
});

it("knows the errors of another copy of tokwatt, which a plug-in brought along", () => {
  const foreign = Object.assign(new Error("engine-lost {}"), {
    name: "MeasurementError",
    finding: failure("engine-lost"),
  });
  expect(foreign instanceof MeasurementError && foreign.finding.code).toBe("engine-lost");
});
