import { expect, it } from "vitest";
import { redactFinding, redactManifest, redactRawEntry, redactSample } from "../../../src/records/redact-record.js";
import {
  hideKnownSecrets,
  rememberHeaderSecrets,
  rememberSecret,
  withoutKnownSecrets,
} from "../../../src/records/redaction/known-secrets.js";
import { makePlan, makeRecord, makeRequest } from "../../fixtures/records.js";

// What is remembered stays so: each test has secrets of its own.

it("a text loses every secret that was remembered, the longer of two first, and one that its end cuts", () => {
  rememberSecret("violet-7");
  rememberSecret("violet-7-and-more");
  expect(withoutKnownSecrets("is it violet-7-and-more, or violet-7?")).toBe("is it <secret>, or <secret>?");
  expect(withoutKnownSecrets("it begins with viole")).toBe("it begins with <secret>");
  expect(withoutKnownSecrets("it begins with vio")).toBe("it begins with vio");
});

it("data lose them in all their texts", () => {
  rememberSecret("maroon-8");
  const data = { a: ["x maroon-8", { b: "maroon-8" }], count: 8, none: null };
  expect(hideKnownSecrets(data)).toEqual({ a: ["x <secret>", { b: "<secret>" }], count: 8, none: null });
});

it("headers hold secrets behind their scheme, but for plain headers and short words", () => {
  rememberHeaderSecrets({
    Authorization: "Bearer teal-key",
    "x-api-key": "ochre",
    "x-tenant": "a-long-tenant",
    "x-team": "blue",
    accept: "application/json",
  });
  expect(withoutKnownSecrets("teal-key ochre a-long-tenant blue application/json Bearer")).toBe(
    "<secret> <secret> <secret> blue application/json Bearer",
  );
});

it("a key that is a part of what stands for keys is none", () => {
  rememberSecret("secret");
  rememberSecret("bronze-3");
  expect(withoutKnownSecrets(withoutKnownSecrets("bronze-3"))).toBe("<secret>");
});

it("too short a key is no key: it would be found in every word", () => {
  rememberSecret("abc");
  expect(withoutKnownSecrets("abcd")).toBe("abcd");
});

it("records hold none of them, and a plan stays as it was hashed", () => {
  rememberSecret("amber-9");
  const failure = { code: "x", severity: "error", data: { words: "amber-9" } } as const;
  expect(redactFinding(failure).data).toEqual({ words: "<secret>" });
  expect(redactRawEntry({ atNs: 1, withinNs: 0, text: "amber-9 W" }).text).toBe("<secret> W");
  const shape = { index: 0, scheduled: 0, firstToken: 1, lastToken: 2, events: 1, tokens: 1 };
  const { sample } = makeRequest({ ...shape, changes: { failure: { kind: "http-status", detail: "amber-9" } } });
  expect(redactSample(sample).failure?.detail).toBe("<secret>");
  const title = { en: "amber-9", zh: "amber-9" };
  const plan = makePlan({ suite: { id: "s", version: "1", title } });
  const [trial] = plan.trials;
  if (trial === undefined) throw new Error("a plan without trials");
  const { manifest } = makeRecord({ plan, trial, manifest: { description: { servedModels: "amber-9" }, failure } });
  const redacted = redactManifest(manifest);
  expect(redacted.description).toEqual({ servedModels: "<secret>" });
  expect(redacted.failure?.data).toEqual({ words: "<secret>" });
  expect(redacted.plan.suite.title).toEqual(title);
});
