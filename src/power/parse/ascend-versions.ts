/** `name=value` lines, such as Ascend's `version.info` and `*_install.info` are. */
function readAssignments(text: string): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  for (const line of text.split(/\r?\n/)) {
    const equals = line.indexOf("=");
    const name = line.slice(0, Math.max(0, equals)).trim().toLowerCase();
    const value = line.slice(equals + 1).trim();
    if (name !== "" && value !== "" && !values.has(name)) values.set(name, value);
  }
  return values;
}

/**
 * Release in `driver/version.info` or `firmware/version.info`. `package_version` is the release; `Version` is the same in
 * most releases, and that of one component in some.
 */
export function readAscendRelease(text: string): string | undefined {
  const values = readAssignments(text);
  return values.get("package_version") ?? values.get("version");
}

/** CANN's release in `ascend_toolkit_install.info`. */
export function readCannRelease(text: string): string | undefined {
  return readAssignments(text).get("version");
}
