import { execa } from "execa";
import type { GitState } from "../model/run-record.js";

/** Commit and cleanliness of the checkout that `directory` lies in; undefined outside one or without git. */
export async function readGitState(directory: string): Promise<GitState | undefined> {
  const git = (...args: string[]) => execa("git", args, { cwd: directory, reject: false, stdin: "ignore" });
  const commit = await git("rev-parse", "HEAD");
  if (commit.exitCode !== 0) return undefined;
  const status = await git("status", "--porcelain");
  return { commit: commit.stdout.trim(), dirty: status.exitCode !== 0 || status.stdout.length > 0 };
}
