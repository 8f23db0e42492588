import { create } from "xmlbuilder2";
import type { XMLBuilder } from "xmlbuilder2/lib/interfaces.js";

export interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly Element[];
  readonly text: string;
}

/** Parses an XML text, strictly. */
export function readXml(text: string): Element {
  return elementOf(create(text).root());
}

/**
 * What Jenkins (junit-10.xsd of its xUnit plugin, the strictest that is in use) and GitLab agree upon: children of each element, the
 * attributes that it must have, and those that it may have. There, a case has no properties, and `testsuites` no `skipped`.
 */
const RULES: Readonly<
  Record<string, { children: readonly string[]; must: readonly string[]; may: readonly string[] }>
> = {
  testsuites: { children: ["testsuite"], must: ["tests", "failures", "errors"], may: ["name", "time"] },
  testsuite: {
    children: ["properties", "testcase"],
    must: ["name", "tests", "failures", "errors", "skipped"],
    may: ["time"],
  },
  testcase: {
    children: ["failure", "error", "skipped"],
    must: ["classname", "name"],
    may: ["time"],
  },
  properties: { children: ["property"], must: [], may: [] },
  property: { children: [], must: ["name", "value"], may: [] },
  failure: { children: [], must: ["type", "message"], may: [] },
  error: { children: [], must: ["type", "message"], may: [] },
  skipped: { children: [], must: ["type", "message"], may: [] },
};

/** Everything in which a document breaks these rules; counts that are wrong among it. */
export function violations(root: Element): readonly string[] {
  return [...(root.name === "testsuites" ? [] : [`root is ${root.name}`]), ...ofElement(root)];
}

export function all(element: Element, name: string): readonly Element[] {
  return [...(element.name === name ? [element] : []), ...element.children.flatMap((child) => all(child, name))];
}

function ofElement(element: Element): readonly string[] {
  const rule = RULES[element.name];
  if (rule === undefined) return [`unknown element ${element.name}`];
  const names = Object.keys(element.attributes);
  return [
    ...rule.must.filter((name) => !names.includes(name)).map((name) => `${element.name} lacks ${name}`),
    ...names
      .filter((name) => !rule.must.includes(name) && !rule.may.includes(name))
      .map((name) => `${element.name} has ${name}`),
    ...element.children
      .filter(({ name }) => !rule.children.includes(name))
      .map(({ name }) => `${name} inside ${element.name}`),
    ...wrongCounts(element),
    ...outcomes(element),
    ...element.children.flatMap(ofElement),
  ];
}

function wrongCounts(element: Element): readonly string[] {
  if (element.name !== "testsuites" && element.name !== "testsuite") return [];
  const elements = { tests: "testcase", failures: "failure", errors: "error", skipped: "skipped" };
  return Object.entries(elements).flatMap(([attribute, name]) => {
    const count = all(element, name).length;
    const said = element.attributes[attribute] ?? String(count);
    return said === String(count) ? [] : [`${element.name} ${attribute} is not ${count}`];
  });
}

function outcomes(element: Element): readonly string[] {
  if (element.name !== "testcase") return [];
  return element.children.length > 1 ? ["testcase with several outcomes"] : [];
}

function elementOf(builder: XMLBuilder): Element {
  const node = builder.node as unknown as {
    readonly nodeName: string;
    readonly textContent: string | null;
    readonly attributes: Iterable<{ readonly name: string; readonly value: string }>;
  };
  const children: Element[] = [];
  builder.each((child) => {
    if ((child.node as unknown as { readonly nodeType: number }).nodeType === 1) children.push(elementOf(child));
  });
  return {
    name: node.nodeName,
    attributes: Object.fromEntries([...node.attributes].map(({ name, value }) => [name, value])),
    children,
    text: node.textContent ?? "",
  };
}
