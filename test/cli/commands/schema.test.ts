import { expect, test } from "vitest";
import { command } from "../../../src/cli/commands/schema.js";
import { jsonSchemaOf, SCHEMA_TOPICS } from "../../../src/cli/json-schemas.js";
import { fakeProcess } from "../fake-context.js";

test.each(SCHEMA_TOPICS)("prints the JSON Schema of a %s and nothing else", async (what) => {
  const process = fakeProcess();
  expect(await command.run({ what }, process.context)).toBe(0);
  expect(JSON.parse(process.out())).toEqual(JSON.parse(JSON.stringify(jsonSchemaOf(what))));
  expect(process.err()).toBe("");
});
