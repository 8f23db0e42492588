/** The estimate of a result; fails the test that expected one and got a reason. */
export function requireEstimate<T extends { kind: string }>(result: T): Extract<T, { kind: "estimate" }> {
  if (result.kind !== "estimate") throw new Error(`no estimate: ${JSON.stringify(result)}`);
  return result as Extract<T, { kind: "estimate" }>;
}
