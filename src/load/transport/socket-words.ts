/**
 * A system error by its call and code, without the address that its message holds; any other by code and message.
 */
export function wordsOf(error: Error): string {
  const { code, syscall } = error as NodeJS.ErrnoException;
  if (code === undefined) return error.message;
  const isSystemError = syscall !== undefined || error instanceof AggregateError;
  return isSystemError ? [syscall ?? [], code].flat().join(" ") : `${code} ${error.message}`;
}

/** Why an answer in another content coding than the one that was asked for is not read. */
export function codingRefused(field: "content-encoding" | "transfer-encoding", coding: string): string {
  return `${field}: ${coding}, though accept-encoding was identity: switch compression off in the server or the proxy before it`;
}
