import { expect, test } from "vitest";
import { gateSurfaces } from "../../../src/report/gate/surfaces.js";
import { BLIND, MOCKED, REQUIREMENT, report } from "./fixtures.js";

const json = gateSurfaces.get("json");
const OPTIONS = { color: true, width: 80 };

test("the report comes back as it was, in every language", () => {
  const shown = report({ ...MOCKED, control: BLIND, lines: [...MOCKED.lines, REQUIREMENT] });
  expect(JSON.parse(json.render(shown, "en", OPTIONS))).toEqual(JSON.parse(JSON.stringify(shown)));
  expect(json.render(shown, "zh", OPTIONS)).toBe(json.render(shown, "en", OPTIONS));
});

test("equal reports are equal bytes, whatever the order of their keys", () => {
  const shown = report();
  const turned = Object.fromEntries(Object.entries(shown).reverse()) as unknown as typeof shown;
  expect(Object.keys(turned)[0]).not.toBe(Object.keys(shown)[0]);
  expect(json.render(turned, "en", OPTIONS)).toBe(json.render(shown, "en", OPTIONS));
});
