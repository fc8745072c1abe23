/**
 * Ours beside Material's own search (lunr, jieba) and Pagefind, on the same pages, strings and queries:
 *
 *     PYTHON=a/venv/bin/python node tests/bench/search_others.mjs FOLDER > table.md
 *
 * FOLDER as tests/bench/search_site.py writes it; PYTHON has mkdocs-material, jieba and pagefind[extended]. Material's search
 * runs in its own worker on the index that its plugin builds; Pagefind in a page. A result is a page; where a set
 * wants an item, its page is enough here.
 */

import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { gzipSync } from "node:zlib";
import puppeteer from "puppeteer-core";
import { fold } from "../../frontend/search/engine/fold.mjs";
import { serve } from "../browser/site.mjs";
import { firstAnswerOf, rare } from "../pack/search/first.mjs";
import { readSet } from "../pack/search/measure.mjs";
import { openIndex } from "../pack/search/open.mjs";
import { dice, substrings } from "./search_substrings.mjs";

const folder = process.argv[2];
const python = process.env.PYTHON || "python3";
const SETS = ["queries-150.tsv", "queries-60.tsv", "queries-100.tsv", "queries-30.tsv"];

/** @typedef {(query: string) => Promise<{ paths: string[], total?: Set<string> }>} Search pages found, the best first */

/** @type {[string, string[]][]} */
const truth = JSON.parse(readFileSync(join(folder, "truth.json"), "utf8"));
const folded = truth.map(([path, lines]) => ({ path, text: lines.map(fold).join("\n") }));
const strings = substrings(truth, 200, dice(7));

/** @param {string} path */
const kilobytes = (path) =>
  (/\.(pf_\w+|wasm)$|pagefind\.[^.]*$/.test(path) ? statSync(path).size : gzipSync(readFileSync(path)).length) / 1024;

/** @param {Search} search */
async function exact(search) {
  const sum = { recall: 0, zero: 0, shown: 0, right: 0 };
  for (const query of strings) {
    const right = new Set(folded.filter(({ text }) => text.includes(query)).map(({ path }) => path));
    const { paths, total = new Set(paths) } = await search(query);
    sum.recall += [...right].filter((path) => total.has(path)).length / right.size;
    sum.zero += paths.length ? 0 : 1;
    sum.shown += Math.min(20, paths.length);
    sum.right += paths.slice(0, 20).filter((path) => right.has(path)).length;
  }
  return [
    (sum.recall / strings.length).toFixed(3),
    (sum.zero / strings.length).toFixed(3),
    (sum.right / (sum.shown || 1)).toFixed(3),
  ];
}

/** @param {Search} search @param {string} name */
async function asked(search, name) {
  const set = readSet(new URL(`../pack/search/${name}`, import.meta.url).pathname);
  let passed = 0;
  for (const { query, wanted } of set) {
    const shown = (await search(query)).paths
      .slice(0, 3)
      .map((path) => basename(path.replace(/\/index\.html$/, "").replace(/\.html$/, "")));
    if (wanted.some((one) => shown.includes(one.split("#")[0]))) passed++;
  }
  return `${passed} of ${set.length} (${((100 * passed) / set.length).toFixed(1)} %)`;
}

/** The pages as a site of Material's, with its own search. */
function material() {
  const top = mkdtempSync(join(tmpdir(), "material-"));
  for (const [path, [title, ...lines]] of truth) {
    const file = join(top, "docs", path.replace(/html$/, "md"));
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(
      file,
      `# ${title}\n\n${lines.map((line) => line.replace(/[<&]/g, (char) => (char === "<" ? "&lt;" : "&amp;"))).join("\n\n")}\n`,
    );
  }
  const settings =
    'site_name: x\nuse_directory_urls: false\ntheme: {name: material, language: zh}\nplugins:\n  - search: {lang: zh, separator: "[\\\\s\\\\u200b\\\\-]"}\n';
  writeFileSync(join(top, "mkdocs.yml"), settings);
  execFileSync(python, ["-m", "mkdocs", "build", "--quiet", "--config-file", join(top, "mkdocs.yml")], {
    stdio: "ignore",
  });
  return join(top, "site");
}

const browser = await puppeteer.launch({
  executablePath: process.env.BROWSER || "/usr/bin/chromium",
  headless: true,
  args: ["--no-sandbox", "--disable-gpu"],
});
/** @type {{ name: string, bytes: string, search: Search }[]} */
const engines = [];

const answer = await openIndex(folder);
const order = /** @type {Record<string, number>} */ ({ scripts: 0, objections: 0, tips: 1, checklists: 2 });
const numbered = truth
  .map(([path]) => path)
  .map((path, at) => ({ path, at }))
  .sort((a, b) => (order[a.path.split("/")[0]] ?? 3) - (order[b.path.split("/")[0]] ?? 3) || a.at - b.at);
const counted = firstAnswerOf(folder);
const needs = [];
for (const query of [...strings, ...rare(truth, 1).map(({ query }) => query)])
  needs.push((await counted(query)).bytes / 1024);
engines.push({
  name: "ours",
  bytes: `${Math.min(...needs).toFixed(0)} to ${Math.max(...needs).toFixed(0)} KB`,
  search: async (query) => {
    const { pages } = await answer({ query, most: 20 });
    const all = await answer.find(fold(query));
    return {
      paths: pages.map(({ path }) => path),
      total: new Set([...all.keys()].map((number) => numbered[number].path)),
    };
  },
});

const site = material();
const first = await serve(site);
const page = await browser.newPage();
await page.goto(`${first.base}${truth[0][0]}`);
const worker =
  readdirSync(join(site, "assets/javascripts/workers")).find((name) => /^search\..*\.js$/.test(name)) || "";
await page.evaluate(async (name) => {
  const index = await (await fetch("/search/search_index.json")).json();
  const engine = new Worker(`/assets/javascripts/workers/${name}`);
  const next = (/** @type {number} */ type) =>
    new Promise((done) =>
      engine.addEventListener("message", function hear({ data }) {
        if (data.type !== type) return;
        engine.removeEventListener("message", hear);
        done(data.data);
      }),
    );
  const ready = next(1);
  engine.postMessage({ type: 0, data: { ...index, options: { suggest: false } } });
  await ready;
  /** @type {any} */ (window).ask = async (/** @type {string} */ query) => {
    const reply = next(3);
    engine.postMessage({ type: 2, data: query });
    const { items } = await reply;
    return [...new Set(items.flat().map((/** @type {any} */ item) => item.location.split("#")[0]))];
  };
}, worker);
engines.push({
  name: "Material: lunr, jieba",
  bytes: `${(kilobytes(join(site, "search/search_index.json")) + kilobytes(join(site, "assets/javascripts/workers", worker))).toFixed(0)} KB`,
  search: async (query) => ({ paths: await page.evaluate((wanted) => /** @type {any} */ (window).ask(wanted), query) }),
});

execFileSync(python, ["-m", "pagefind", "--site", join(folder, "pages")], { stdio: "ignore" });
const second = await serve(join(folder, "pages"));
const other = await browser.newPage();
await other.goto(`${second.base}${truth[0][0]}`);
/** @type {Search} */
const pagefind = async (query) => ({
  paths: await other.evaluate(async (wanted) => {
    const { search } = await import(/** @type {any} */ ("/pagefind/pagefind.js"));
    const { results } = await search(wanted);
    const urls = await Promise.all(
      results.map((/** @type {any} */ one) => one.data().then((/** @type {any} */ data) => data.raw_url || data.url)),
    );
    return urls.map((/** @type {string} */ url) => url.replace(/^\//, ""));
  }, query),
});
const before = second.asked.length;
await other.evaluate(async (wanted) => {
  const { search } = await import(/** @type {any} */ ("/pagefind/pagefind.js"));
  const { results } = await search(wanted);
  await results[0]?.data();
}, strings[0]);
const fetched = new Set(
  second.asked
    .slice(before)
    .map((url) => new URL(url, second.base).pathname)
    .filter((path) => path.startsWith("/pagefind/")),
);
const cost = [...fetched].reduce((sum, path) => sum + kilobytes(join(folder, "pages", path)), 0);
engines.push({ name: "Pagefind", bytes: `${cost.toFixed(0)} KB`, search: pagefind });

const rows = [
  "substring recall",
  "zero hits",
  "precision of the 20 shown",
  "bytes before the first result, gzip",
  ...SETS,
];
/** @type {string[][]} */
const columns = [];
for (const { name, bytes, search } of engines) {
  const column = [name, ...(await exact(search)), bytes];
  for (const set of SETS) column.push(await asked(search, set)); // one after another: a worker answers one at a time
  columns.push(column);
}
console.log(`| | ${columns.map(([name]) => name).join(" | ")} |\n|---|${columns.map(() => "---|").join("")}`);
rows.forEach((row, at) => console.log(`| ${row} | ${columns.map((column) => column[at + 1]).join(" | ")} |`));
await browser.close();
await Promise.all([first.close(), second.close()]);
