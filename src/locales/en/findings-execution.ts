/** Findings of the execution of a suite and of the systems under test. */
export const findingsExecution = {
  "finding.interrupted": "The run was interrupted.",
  "finding.no-endpoint": "The adapter of {system} offers no endpoint to drive.",
  "finding.unexpected-error": "An error that nobody expected: {message}",
  "finding.endpoint-unreachable": "Nobody answers at {url}: {reason}",
  "finding.endpoint-refused": "The server at {url} refuses to list its models (status {status}): {words}",
  "finding.model-not-served":
    'The server at {url} does not serve the model "{model}"; it serves: {served}. It says (status {status}): {words}',
  "finding.address-in-use":
    "Something answers at {url} already, before the server is started: it would be measured instead.",
  "finding.server-exited": "The server ended ({outcome}) before it was ready. Its last words: {words}",
  "finding.server-not-ready":
    "The server was not ready after {seconds} s (no success from {url}). Its last words: {words}",
  "finding.server-died": "The server died during the run ({outcome}). Its last words: {words}",
  "finding.server-still-listening":
    "Something still answers at {url} after the server was stopped: the next run would measure it.",
  "finding.processes-not-stopped": "Processes of {command} survived SIGKILL: {pids}.",
  "finding.no-request-succeeded":
    "Not one request of the measured window succeeded; the requests of the record say why.",
} as const;
