import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createRedactor } from "../../src/records/redact.js";

describe("no planted secret, host or absolute path survives", () => {
  const redactor = createRedactor({
    hostName: "falcon.lab.example",
    homeFolder: "/home/lovelace",
  });
  /** Words of seven letters and more, none of which stands in a text around them. */
  const word = fc.stringMatching(/^[b-df-hj-np-tv-z]{7,12}$/);
  const marked = word.map((text) => `q${text}7`);
  const secretKey = fc.constantFrom(
    "apiKey",
    "api_key",
    "password",
    "HF_TOKEN",
    "clientSecret",
    "Authorization",
    "cookie",
  );
  const port = fc.constantFrom("", ":80", ":8000");
  const user = fc.constantFrom("", "ada@", "ada:pw@");
  const scheme = fc.constantFrom("http", "https", "ssh", "tcp", "grpc", "redis", "HTTP");
  const lead = fc.constantFrom("", "error at ", "(", "[", "x=", "see: ", "“", "\n", "a,", "--url ", "令牌 ");
  const tail = fc.constantFrom("", " failed", ")", "]", ", and more", "\n", ".", '"', "'");

  interface Plant {
    readonly value: unknown;
    /** What must not be found in the redacted JSON. */
    readonly planted: readonly string[];
  }

  const inText = (text: fc.Arbitrary<{ text: string; planted: readonly string[] }>): fc.Arbitrary<Plant> =>
    fc.tuple(lead, text, tail).map(([before, { text: middle, planted }, after]) => {
      return { value: `${before}${middle}${after}`, planted };
    });

  const secretByKey: fc.Arbitrary<Plant> = fc
    .tuple(secretKey, marked, fc.integer({ min: 0, max: 2 }))
    .map(([key, secret, depth]) => ({
      value: { [key]: [secret, [secret], { inner: secret }][depth] },
      planted: [secret],
    }));
  const secretInText = inText(
    fc
      .tuple(
        fc.constantFrom(
          "--api-key ",
          "--token=",
          "password=",
          "api_key: ",
          'secret": "',
          "?access_token=",
          "Bearer ",
          "authorization: basic ",
        ),
        marked,
      )
      .map(([name, secret]) => ({ text: `${name}${secret}`, planted: [secret] })),
  );
  const hostInUrl = inText(
    fc
      .tuple(scheme, user, marked, fc.constantFrom("", ".example.com", ".internal"), port)
      .map(([name, login, host, domain, at]) => ({
        text: `${name}://${login}${host}${domain}${at}/v1/x?y=1`,
        planted: [host],
      })),
  );
  const address = inText(
    fc
      .tuple(fc.constantFrom("10.", "192.168.", "172.16.9."), fc.integer({ min: 1, max: 99 }), port)
      .map(([net, host, at]) => {
        const ip = `${net}${net.split(".").length === 2 ? "77.88." : net.split(".").length === 3 ? "77." : ""}${host}`;
        return { text: `${ip}${at}`, planted: [ip] };
      }),
  );
  const hostByKey: fc.Arbitrary<Plant> = fc
    .tuple(fc.constantFrom("host", "hostname", "sshHost", "bind_address", "node-ip"), marked, port)
    .map(([key, host, at]) => ({ value: { [key]: `${host}${at}` }, planted: [host] }));
  const thisHost = inText(
    fc.constantFrom("falcon", "falcon.lab.example", "FALCON", "falcon-meter", "falcon:8000").map((text) => ({
      text,
      planted: ["falcon", "FALCON"],
    })),
  );
  const pathNames = fc.array(marked, { minLength: 1, maxLength: 4 });
  const unixPath = inText(pathNames.map((names) => ({ text: `/${names.join("/")}`, planted: [`/${names[0]}`] })));
  const windowsPath = inText(
    fc.tuple(pathNames, fc.constantFrom("/", "\\")).map(([names, separator]) => ({
      text: `C:${separator}${names.join(separator)}`,
      planted: [JSON.stringify(`C:${separator}${names[0]}`).slice(1, -1)],
    })),
  );
  const homePath = inText(
    fc
      .constantFrom("/home/lovelace", "/home/lovelace/", "/home/lovelace/runs/x", "'/home/lovelace/my runs/x'")
      .map((text) => ({
        text,
        planted: ["lovelace"],
      })),
  );
  const plant: fc.Arbitrary<Plant> = fc.oneof(
    secretByKey,
    secretInText,
    hostInUrl,
    address,
    hostByKey,
    thisHost,
    unixPath,
    windowsPath,
    homePath,
  );
  const nested = fc
    .tuple(plant, fc.jsonValue(), fc.constantFrom("list", "field", "bare"))
    .map(([one, other, shape]) => {
      const value =
        shape === "list" ? [other, one.value] : shape === "field" ? { options: { one: one.value, other } } : one.value;
      return { value, planted: one.planted };
    });

  it("wherever it stands", () => {
    fc.assert(
      fc.property(nested, ({ value, planted }) => {
        const text = JSON.stringify(redactor.value(value));
        for (const one of planted) expect(text).not.toContain(one);
      }),
      { numRuns: 3000 },
    );
  });

  it("and redacting again changes nothing", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          nested.map((one) => one.value),
          fc.jsonValue(),
        ),
        (value) => {
          const once = redactor.value(value);
          expect(redactor.value(once)).toEqual(once);
        },
      ),
      { numRuns: 2000 },
    );
  });
});
