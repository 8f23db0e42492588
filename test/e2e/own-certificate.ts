import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { temporaryFolder } from "../records/temporary-folder.js";

export interface Certificate {
  readonly keyFile: string;
  readonly file: string;
}

/** A certificate of this machine's own for 127.0.0.1; undefined where there is no openssl to make it. */
export async function makeCertificate(): Promise<Certificate | undefined> {
  const folder = await temporaryFolder();
  const [keyFile, file] = [join(folder, "key.pem"), join(folder, "certificate.pem")];
  const words = "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=tokwatt-test";
  const names = ["-addext", "subjectAltName=IP:127.0.0.1", "-keyout", keyFile, "-out", file];
  try {
    execFileSync("openssl", [...words.split(" "), ...names], { stdio: "ignore" });
    return { keyFile, file };
  } catch {
    return undefined;
  }
}
