import { expect, test } from "vitest";
import { createEndpointChooser } from "../../../src/load/balance/choose-endpoint.js";
import { isInShare } from "../../../src/load/load-share.js";

test("in turn by the request's index, the same for every number of workers", () => {
  const requests = Array.from({ length: 30 }, (_, index) => index);
  const alone = createEndpointChooser("round-robin", 4);
  const expected = requests.map((request) => alone.choose(request));
  expect(expected.slice(0, 5)).toEqual([0, 1, 2, 3, 0]);
  for (const workers of [2, 3, 4]) {
    const chosen = new Map<number, number>();
    for (let worker = 0; worker < workers; worker += 1) {
      const chooser = createEndpointChooser("round-robin", 4);
      for (const request of requests.filter((index) => isInShare({ worker, workers }, index))) {
        chosen.set(request, chooser.choose(request));
      }
    }
    expect(requests.map((request) => chosen.get(request))).toEqual(expected);
  }
});

test("the fewest under way first; of equals the one on whose turn it is", () => {
  const chooser = createEndpointChooser("least-outstanding", 3);
  expect([0, 1, 2].map((request) => chooser.choose(request))).toEqual([0, 1, 2]);
  // All have one.
  expect(chooser.choose(4)).toBe(1);
  // 0 and 2 have one each; it is the turn of 1, so 2 comes first.
  expect(chooser.choose(7)).toBe(2);
  chooser.ended(1);
  chooser.ended(1);
  // 1 has none.
  expect(chooser.choose(9)).toBe(1);
});

test("a light load is spread over all", () => {
  const chooser = createEndpointChooser("least-outstanding", 3);
  const chosen = Array.from({ length: 9 }, (_, request) => {
    const endpoint = chooser.choose(request);
    chooser.ended(endpoint);
    return endpoint;
  });
  expect(chosen).toEqual([0, 1, 2, 0, 1, 2, 0, 1, 2]);
});
