/**
 * Lighthouse, mobile preset, on localhost with a server that compresses: the median of five runs for each page.
 *
 *     SITE=site node tests/bench/lighthouse.mjs [runs]        writes tests/bench/results/lighthouse.md
 */

import { mkdir, writeFile } from "node:fs/promises";
import { cpus } from "node:os";
import lighthouse from "lighthouse";
import { CHECKLIST, SCRIPT } from "../browser/sample.mjs";
import { openSite } from "../browser/site.mjs";

const PAGES = { home: "index.html", script: SCRIPT, checklist: CHECKLIST, search: "search/index.html" };
const CATEGORIES = ["performance", "accessibility", "best-practices", "seo"];
const RUNS = Number(process.argv[2]) || 5;
const RESULTS = new URL("results/lighthouse.md", import.meta.url);

/** @param {number[]} numbers */
const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];

const site = await openSite();
const port = Number(new URL(site.browser.wsEndpoint()).port);
/** @typedef {{ scores: number[], paint: number, blocked: number, shift: number, bytes: number }} Run */
/** @type {Record<string, { runs: Run[], failed: Set<string> }>} */
const measured = Object.fromEntries(Object.keys(PAGES).map((kind) => [kind, { runs: [], failed: new Set() }]));
let version = "";
// In turn, so that whatever else the machine does falls on every page alike.
for (let n = 0; n < RUNS; n++) for (const [kind, path] of Object.entries(PAGES)) await measure(measured[kind], path);

/**
 * @param {{ runs: Run[], failed: Set<string> }} page
 * @param {string} path
 */
async function measure({ runs, failed }, path) {
  const result = await lighthouse(site.base + path, { port, logLevel: "error", onlyCategories: CATEGORIES });
  if (!result) throw new Error(`no result for ${path}`);
  const { categories, audits, lighthouseVersion } = result.lhr;
  version = lighthouseVersion;
  runs.push({
    scores: CATEGORIES.map((name) => Math.round((categories[name].score || 0) * 100)),
    paint: audits["largest-contentful-paint"].numericValue || 0,
    blocked: audits["total-blocking-time"].numericValue || 0,
    shift: audits["cumulative-layout-shift"].numericValue || 0,
    bytes: audits["total-byte-weight"].numericValue || 0,
  });
  for (const name of CATEGORIES.slice(1)) {
    for (const { id, weight } of categories[name].auditRefs) {
      const { score } = audits[id];
      if (weight && score !== null && score < 1) failed.add(id);
    }
  }
}

const rows = Object.entries(measured).map(([kind, { runs, failed }]) => {
  const scores = CATEGORIES.map((_, index) => median(runs.map((run) => run.scores[index])));
  const of = (/** @type {"paint" | "blocked" | "shift" | "bytes"} */ what) => median(runs.map((run) => run[what]));
  const all = runs.map((run) => run.scores[0]).join(" ");
  const figures = [
    (of("paint") / 1000).toFixed(2),
    of("blocked").toFixed(0),
    of("shift").toFixed(3),
    Math.round(of("bytes") / 1024),
  ];
  return `| ${kind} | **${scores[0]}** (${all}) | ${[...scores.slice(1), ...figures].join(" | ")} | ${[...failed].join(", ") || "–"} |`;
});
console.log(rows.join("\n"));
await site.close();
await mkdir(new URL("results/", import.meta.url), { recursive: true });
await writeFile(
  RESULTS,
  `# Lighthouse

Lighthouse ${version}, its mobile preset (slow 4G and a slow processor, simulated), localhost, gzip, ${cpus().length} cores, median of ${RUNS} runs,
the pages in turn. Other programs may share the machine: the runs of one page then spread.

| page | performance (each run) | accessibility | best practices | SEO | largest paint, s | blocked, ms | layout shift | KB | below 100 for |
|---|---|---|---|---|---|---|---|---|---|
${rows.join("\n")}
`,
);
