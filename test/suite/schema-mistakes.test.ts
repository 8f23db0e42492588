import { describe, expect, it } from "vitest";
import { z } from "zod";
import { z as v3 } from "zod/v3";
import { readWithSchema } from "../../src/suite/schema-mistakes.js";

async function mistakesOf(schema: z.ZodType, value: unknown, base?: readonly PropertyKey[]) {
  const reading = await readWithSchema(schema, value, base);
  if (reading.valid) throw new Error("the value is valid");
  return reading.mistakes;
}

/** `place code expected/received`, in short. */
async function shortMistakes(schema: z.ZodType, value: unknown): Promise<readonly string[]> {
  const mistakes = await mistakesOf(schema, value);
  return mistakes.map(({ path, code, data }) => `${path.join(".")} ${code} ${data["expected"]}, ${data["received"]}`);
}

describe("what is wrong with a value", () => {
  const schema = z.strictObject({
    text: z.string().min(2).optional(),
    count: z.int().min(1).optional(),
    share: z.number().gt(0).lt(1).optional(),
    list: z.array(z.string()).max(1).optional(),
    map: z.record(z.string(), z.number()).optional(),
    choice: z.enum(["red", "green"]).optional(),
    web: z.url().optional(),
    flag: z.boolean().optional(),
    variant: z
      .discriminatedUnion("kind", [
        z.strictObject({ kind: z.literal("a"), n: z.number() }),
        z.strictObject({ kind: z.literal("b") }),
      ])
      .optional(),
  });

  it.each([
    [{ text: 12 }, "text wrong-type text, 12"],
    [{ text: null }, "text wrong-type text, null"],
    [{ text: "a" }, 'text wrong-length >= 2, "a"'],
    [{ count: 1.5 }, "count wrong-type integer, 1.5"],
    [{ count: 0 }, "count out-of-range >= 1, 0"],
    [{ count: Number.POSITIVE_INFINITY }, "count wrong-type number, Infinity"],
    [{ share: 0 }, "share out-of-range > 0, 0"],
    [{ share: 1 }, "share out-of-range < 1, 1"],
    [{ share: Number.NaN }, "share wrong-type number, NaN"],
    [{ list: {} }, "list wrong-type list, mapping"],
    [{ list: ["a", "b"] }, "list wrong-count <= 1, undefined"],
    [{ list: [[]] }, "list.0 wrong-type text, list"],
    [{ map: [] }, "map wrong-type mapping, list"],
    [{ map: { "a.b": "x" } }, 'map.a.b wrong-type number, "x"'],
    [{ choice: "blue" }, 'choice invalid-value red | green, "blue"'],
    [{ web: "nowhere" }, 'web wrong-format url, "nowhere"'],
    [{ flag: "yes" }, 'flag wrong-type boolean, "yes"'],
    [{ variant: { kind: "c" } }, 'variant.kind invalid-value a | b, "c"'],
    [{ variant: { kind: "a", n: "1" } }, 'variant.n wrong-type number, "1"'],
    [{ variant: {} }, "variant.kind missing-key a | b, undefined"],
    [{ variant: { kind: "a" } }, "variant.n missing-key number, undefined"],
    [[], " wrong-type mapping, list"],
    [null, " wrong-type mapping, null"],
  ])("%j: %s", async (value, expected) => {
    expect(await shortMistakes(schema, value)).toEqual([expected]);
  });

  it.each([
    [{ list: "a" }, "as-list"],
    [{ map: { n: "1" } }, "plain-number"],
    [{ text: 1 }, "quote-text"],
    [{ flag: 1 }, undefined],
  ])("%j: hint %s", async (value, hint) => {
    expect((await mistakesOf(schema, value)).map((mistake) => mistake.hint)).toEqual([hint]);
  });

  it("says how a command is written, wherever one stands", async () => {
    const nested = z.strictObject({ meter: z.strictObject({ command: z.array(z.string()) }) });
    expect(await mistakesOf(nested, { meter: { command: "meter -x" } })).toMatchObject([
      { code: "wrong-type", data: { expected: "list" }, hint: "command-as-list" },
    ]);
  });

  it("cuts long text", async () => {
    const [mistake] = await mistakesOf(z.strictObject({ n: z.number() }), { n: "x".repeat(500) });
    expect(mistake?.data["received"]).toHaveLength(60);
  });

  it("puts the place of a part in front of its own", async () => {
    const [mistake] = await mistakesOf(z.strictObject({ n: z.number() }), { n: "x" }, [
      "power",
      "sources",
      0,
      "options",
    ]);
    expect(mistake?.path).toEqual(["power", "sources", 0, "options", "n"]);
  });
});

describe("keys", () => {
  const schema = z.strictObject({ inner: z.strictObject({ repeats: z.number(), title: z.string() }) });

  it("takes a misspelt key for the one that is missing: one mistake", async () => {
    const mistakes = await mistakesOf(schema, { inner: { repeets: 1, title: "t" } });
    expect(mistakes).toEqual([
      {
        path: ["inner", "repeets"],
        at: "key",
        code: "unknown-key",
        data: { key: "repeets", known: "repeats, title", suggestion: "repeats" },
        hint: "did-you-mean",
      },
    ]);
  });

  it("does not suggest a key that is there already, and lists the known ones", async () => {
    const mistakes = await mistakesOf(schema, { inner: { repeats: 1, title: "t", titel: "t" } });
    expect(mistakes).toMatchObject([
      { code: "unknown-key", data: { known: "repeats, title", suggestion: "" }, hint: "known-keys" },
    ]);
  });

  it("reports a missing key beside an unknown one that is nothing like it", async () => {
    const mistakes = await mistakesOf(schema, { inner: { title: "t", colour: "red" } });
    expect(mistakes.map(({ code, path }) => [code, path.at(-1)])).toEqual([
      ["missing-key", "repeats"],
      ["unknown-key", "colour"],
    ]);
  });

  it("knows no key named like a part of every object", async () => {
    const value: unknown = JSON.parse('{"repeats": 1, "title": "t", "__proto__": {}}');
    const mistakes = await mistakesOf(z.strictObject({ repeats: z.number(), title: z.string() }), value);
    expect(mistakes.map(({ code, path }) => [code, path.at(-1)])).toEqual([["unknown-key", "__proto__"]]);
  });
});

describe("schemas of adapters, which may use all of zod", () => {
  const union = z.strictObject({
    start: z.union([z.literal("never"), z.strictObject({ command: z.string(), seconds: z.number() })]),
  });

  it("reports the branch of a union that is nearest", async () => {
    expect(await shortMistakes(union, { start: { command: "x", seconds: "9" } })).toEqual([
      'start.seconds wrong-type number, "9"',
    ]);
    const [misspelt, ...others] = await mistakesOf(union, { start: { comand: "x", seconds: 9 } });
    expect(others).toEqual([]);
    expect(misspelt).toMatchObject({ code: "unknown-key", data: { known: "command, seconds", suggestion: "command" } });
  });

  it("reports all kinds of a union where no branch has the value's kind", async () => {
    expect(await shortMistakes(union, { start: 7 })).toEqual(["start wrong-type never | mapping, 7"]);
  });

  it("takes the code, the data and the hint of a refinement that names them", async () => {
    const schema = z.number().refine(() => false, { params: { code: "port-in-use", port: 8000, hint: "stop-it" } });
    expect(await mistakesOf(schema, 1)).toEqual([
      { path: [], at: "value", code: "port-in-use", data: { port: 8000 }, hint: "stop-it" },
    ]);
  });

  it("may be of an older zod", async () => {
    const older = v3.object({ watts: v3.number().positive(), mode: v3.enum(["a", "b"]) }).strict();
    const schema = older as unknown as z.ZodType;
    expect(await readWithSchema(schema, { watts: 1, mode: "a" })).toEqual({
      valid: true,
      value: { watts: 1, mode: "a" },
    });
    const mistakes = await mistakesOf(schema, { watts: "1 W", mode: "c", colour: "red" });
    expect(mistakes.map(({ path, code, hint }) => [path.join("."), code, hint])).toEqual([
      ["watts", "wrong-type", "plain-number"],
      ["mode", "rejected", undefined],
      ["colour", "unknown-key", undefined],
    ]);
    expect((await mistakesOf(schema, { mode: "a" })).map(({ code }) => code)).toEqual(["missing-key"]);
  });

  it("passes the words on of issues that this zod does not have", async () => {
    const foreign = (issues: readonly object[]) =>
      ({ safeParseAsync: async () => ({ success: false, error: { issues } }) }) as unknown as z.ZodType;
    const path = ["start"];
    const issues = [
      // As zod 3 writes them.
      { code: "invalid_union", unionErrors: [], path, message: "Invalid input" },
      { code: "invalid_enum_value", options: ["a"], received: "b", path, message: "Expected 'a', received 'b'" },
      { code: "invalid_literal", expected: "a", received: "b", path, message: "Invalid literal value" },
      { code: "too_small", type: "number", minimum: 1, inclusive: true, path, message: "Too small" },
      { code: "unrecognized_keys", keys: ["x"], path, message: "Unrecognized key" },
    ];
    expect((await mistakesOf(foreign(issues), { start: 0 })).map(({ code, data }) => [code, data["detail"]])).toEqual([
      ["rejected", "Invalid input"],
      ["rejected", "Expected 'a', received 'b'"],
      ["rejected", "Invalid literal value"],
      ["out-of-range", undefined],
      ["unknown-key", undefined],
    ]);
  });

  it("passes the words of any other refinement on, asynchronous ones included", async () => {
    const schema = z.strictObject({ url: z.string().refine(async () => false, "no such server") });
    expect(await mistakesOf(schema, { url: "x" })).toMatchObject([
      { path: ["url"], code: "rejected", data: { detail: "no such server" } },
    ]);
  });
});
