/**
 * Bytes, times and memory of the search in Chromium, and the table of all that is measured:
 *
 *     node tests/bench/search_browser.mjs "real pack=FOLDER" "1,000 entries=FOLDER" … > tests/bench/results/search.md
 *
 * Cold: a fresh browser context on 10 Mbit/s with 40 ms, from the first input to the first result, with what was
 * fetched for it (the page and the bundle were there before). Warm: from each keystroke to painted results, with the
 * page's CPU throttled four times, the median of five passes for each. Bytes are counted without a browser (tests/pack/search/first.mjs), for many more queries:
 * strings from anywhere, and strings that stand in one record only, of every record of a small site.
 */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import puppeteer from "puppeteer-core";
import { serve } from "../browser/site.mjs";
import { firstAnswerOf, rare } from "../pack/search/first.mjs";
import { dice, measure, substrings } from "./search_substrings.mjs";

const PROGRAM = process.env.BROWSER || "/usr/bin/chromium";
const COLD = 7;
const RARE = 5;
const COUNTED = 200;
const WARM = 25;
const PASSES = 5; // over the same keystrokes; of each the median counts, for whatever else the machine does strikes at random

/** @param {number[]} list @param {number} share */
const quantile = (list, share) =>
  [...list].sort((a, b) => a - b)[Math.min(list.length - 1, Math.floor(list.length * share))];

/** Put a text into the box as typing does, and wait for painted results: milliseconds. */
const ASK = `async (text) => {
  const input = document.querySelector("kb-search input");
  const list = () => document.querySelector("[data-search-results]");
  const start = performance.now();
  input.focus();
  input.value = text;
  input.dispatchEvent(new InputEvent("input", { bubbles: true }));
  const shown = () => list()?.dataset.query === text && list().querySelector("a[href]");
  while (!shown()) {
    if (performance.now() - start > 20000) throw new Error("no result for " + text);
    await new Promise((next) => requestAnimationFrame(next));
  }
  await new Promise((next) => requestAnimationFrame(() => setTimeout(next)));
  return performance.now() - start;
}`;

/** The same with nothing to search: a worker's reply of one word, put into a paragraph. */
const FLOOR = `async () => {
  const worker = (window.echo ||= new Worker(URL.createObjectURL(new Blob(["onmessage = ({ data }) => postMessage(data)"]))));
  const line = (window.line ||= document.body.appendChild(document.createElement("p")));
  const text = String(Math.random());
  const start = performance.now();
  worker.onmessage = ({ data }) => (line.textContent = data);
  worker.postMessage(text);
  while (line.textContent !== text) await new Promise((next) => requestAnimationFrame(next));
  await new Promise((next) => requestAnimationFrame(() => setTimeout(next)));
  return performance.now() - start;
}`;

/** @param {import("puppeteer-core").Browser} browser @param {string} folder */
async function browse(browser, folder) {
  const truth = JSON.parse(readFileSync(join(folder, "truth.json"), "utf8"));
  const queries = substrings(truth, COLD + WARM, dice(11));
  const server = await serve(folder);
  const alone = rare(truth, 1, RARE).map(({ query }) => query);
  const cold = [];
  for (const query of [...queries.slice(0, COLD), ...alone]) {
    const context = await browser.createBrowserContext();
    const page = await context.newPage();
    const client = await page.createCDPSession();
    await page.goto(`${server.base}index.html`, { waitUntil: "load" });
    await client.send("Network.enable");
    await client.send("Network.emulateNetworkConditions", {
      offline: false,
      latency: 40,
      downloadThroughput: 1.25e6,
      uploadThroughput: 1.25e6,
    });
    cold.push(/** @type {number} */ (await page.evaluate(`(${ASK})(${JSON.stringify(query)})`)));
    await context.close();
  }
  const page = await browser.newPage();
  await page.goto(`${server.base}index.html`, { waitUntil: "load" });
  await page.evaluate(`(${ASK})("物业")`);
  await page.waitForFunction(
    () => /** @type {HTMLElement} */ (document.querySelector("[data-search-results]")).dataset.complete === "true",
  );
  await page.emulateCPUThrottling(4);
  /** @type {Map<string, number[]>} */
  const times = new Map();
  /** @param {string} key @param {string} code */
  const time = async (key, code) =>
    void times.set(key, [...(times.get(key) || []), /** @type {number} */ (await page.evaluate(code))]);
  for (let pass = 0; pass < PASSES; pass++) {
    for (const query of queries.slice(COLD)) {
      await time(` ${query}`, `(${FLOOR})()`);
      for (let end = 2; end <= query.length; end++)
        await time(query.slice(0, end), `(${ASK})(${JSON.stringify(query.slice(0, end))})`);
    }
  }
  const medians = (/** @type {boolean} */ nothing) =>
    [...times].filter(([key]) => key.startsWith(" ") === nothing).map(([, list]) => quantile(list, 0.5));
  const [warm, floor] = [medians(false), medians(true)];
  const [worker] = page.workers();
  await worker.client.send("HeapProfiler.collectGarbage");
  const { usedSize } = await worker.client.send("Runtime.getHeapUsage");
  await page.close();
  await server.close();
  return { cold: cold.slice(0, COLD), alone: cold.slice(COLD), warm, floor, heap: usedSize };
}

/** @param {string} folder @param {string[]} queries */
async function bytesOf(folder, queries) {
  const ask = firstAnswerOf(folder);
  const list = [];
  for (const query of queries) list.push((await ask(query)).bytes / 1024);
  return `${quantile(list, 0.5).toFixed(0)} KB · ${Math.max(...list).toFixed(0)} KB`;
}

const browser = await puppeteer.launch({
  executablePath: PROGRAM,
  headless: true,
  args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"],
});
const columns = [];
for (const argument of process.argv.slice(2)) {
  const [name, folder] = argument.split("=");
  const exact = await measure(folder, name.startsWith("20") ? 150 : 400);
  const truth = JSON.parse(readFileSync(join(folder, "truth.json"), "utf8"));
  const { cold, alone, warm, floor, heap } = await browse(browser, folder);
  const build = JSON.parse(readFileSync(join(folder, "build.json"), "utf8"));
  columns.push({
    name,
    "substring recall": exact.recall.toFixed(3),
    "zero-hit rate": exact.zero.toFixed(3),
    "precision of the 20 shown": exact.precision.toFixed(3),
    "query in a title: such an entry among the first three": `${exact.titleFirst.toFixed(3)} (${exact.titled} queries)`,
    "bytes before the first result, gzip: median · worst": await bytesOf(folder, substrings(truth, COUNTED, dice(11))),
    "the same for strings that stand in one record only": await bytesOf(
      folder,
      rare(truth, 3).map(({ query }) => query),
    ),
    "cold first result: median · worst": `${quantile(cold, 0.5).toFixed(0)} ms · ${Math.max(...cold).toFixed(0)} ms`,
    "the same for strings that stand in one record only, one of them in the last": `${quantile(alone, 0.5).toFixed(0)} ms · ${Math.max(...alone).toFixed(0)} ms`,
    "warm keystroke to painted results, CPU ÷ 4: median · p95": `${quantile(warm, 0.5).toFixed(0)} ms · ${quantile(warm, 0.95).toFixed(0)} ms`,
    "the same for one word that a worker sends back, nothing searched": `${quantile(floor, 0.5).toFixed(0)} ms · ${quantile(floor, 0.95).toFixed(0)} ms`,
    "worker heap": `${(heap / 2 ** 20).toFixed(1)} MB`,
    "index build": `${build.seconds} CPU s, ${build.files} files`,
  });
}
await browser.close();
const rows = Object.keys(columns[0]).filter((key) => key !== "name");
console.log(`| | ${columns.map(({ name }) => name).join(" | ")} |\n|---|${columns.map(() => "---|").join("")}`);
for (const row of rows)
  console.log(`| ${row} | ${columns.map((column) => /** @type {any} */ (column)[row]).join(" | ")} |`);
