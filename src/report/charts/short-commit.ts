/** A hash as git shortens it, with what stands behind it; a name as it is. */
export function shortCommit(commit: string): string {
  return commit.replace(/^([0-9a-f]{7})[0-9a-f]{33}(?:[0-9a-f]{24})?(?![0-9a-f])/, "$1");
}
