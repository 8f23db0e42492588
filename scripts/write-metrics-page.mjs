// Writes docs/metrics.md from the built metric definitions: `npm run docs`.
import { writeFileSync } from "node:fs";

/** @param {string} path below the package's root; computed, as the types are checked before anything is built */
const built = (path) => import(new URL(`../dist/${path}`, import.meta.url).href);

const { METRICS } = await built("metrics/all.js");
const { metricsPage } = await built("metrics/metrics-page.js");
writeFileSync(new URL("../docs/metrics.md", import.meta.url), metricsPage(METRICS));
