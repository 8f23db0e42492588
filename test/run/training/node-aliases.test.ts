import { describe, expect, it } from "vitest";
import { createNodeAliases } from "../../../src/run/training/node-aliases.js";

describe("createNodeAliases", () => {
  it("counts the nodes in the order of their ranks, and remembers them", () => {
    const aliases = createNodeAliases();
    expect(aliases.name(["b7", "a3"])).toEqual(["node-1", "node-2"]);
    expect(aliases.name(["a3", "c1"])).toEqual(["node-2", "node-3"]);
  });

  it("hides full and short names, as whole words and in any case", () => {
    const aliases = createNodeAliases();
    aliases.name(["gpu-1.cluster.example", "gpu-17.cluster.example"]);
    expect(aliases.hide("GPU-17.cluster.example: gpu-1, gpu-17; gpu-171 agpu-1")).toBe(
      "node-2: node-1, node-2; gpu-171 agpu-1",
    );
  });

  it("hides addresses as a whole, and nothing in a text without names", () => {
    const aliases = createNodeAliases();
    expect(aliases.hide("10.0.0.7 says 10")).toBe("10.0.0.7 says 10");
    aliases.name(["10.0.0.7"]);
    expect(aliases.hide("10.0.0.7 says 10")).toBe("node-1 says 10");
  });

  it("leaves what every machine calls itself", () => {
    const aliases = createNodeAliases();
    expect(aliases.name(["localhost"])).toEqual(["node-1"]);
    expect(aliases.hide("on localhost")).toBe("on localhost");
  });

  it("counts from 1 again for another job", () => {
    const aliases = createNodeAliases();
    aliases.name(["a", "b"]);
    aliases.forget();
    expect(aliases.name(["b"])).toEqual(["node-1"]);
  });
});
