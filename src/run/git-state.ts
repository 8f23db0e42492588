import { execFile } from "node:child_process";
import { promisify } from "node:util";
import type { GitState } from "../model/run-record.js";

const runFile = promisify(execFile);

/** Commit and cleanliness of the checkout that `directory` lies in; undefined outside one or without git. */
export async function readGitState(directory: string): Promise<GitState | undefined> {
  const commit = await git(directory, "rev-parse", "HEAD");
  if (commit === undefined) return undefined;
  const status = await git(directory, "status", "--porcelain");
  return { commit: commit.trim(), dirty: status === undefined || status.length > 0 };
}

/** What git prints; undefined where there is none, or it refuses. */
async function git(directory: string, ...args: string[]): Promise<string | undefined> {
  try {
    return (await runFile("git", args, { cwd: directory, maxBuffer: MOST_OUTPUT_BYTES })).stdout;
  } catch {
    return undefined;
  }
}

/** A checkout with a million changed files still fits. */
const MOST_OUTPUT_BYTES = 256 * 1024 * 1024;
