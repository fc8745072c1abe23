/**
 * The same queries asked of Pagefind: `python -m pagefind --site FOLDER/pages`, then
 * node tests/bench/search_pagefind.mjs FOLDER (see tests/bench/search_site.py).
 */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import puppeteer from "puppeteer-core";
import { fold } from "../../overrides/assets/javascripts/src/search/fold.mjs";
import { serve } from "../browser/site.mjs";
import { dice, substrings } from "./search_substrings.mjs";

const folder = process.argv[2];
/** @type {[string, string[]][]} */
const truth = JSON.parse(readFileSync(join(folder, "truth.json"), "utf8"));
const folded = truth.map(([path, lines]) => ({ path, text: lines.map(fold).join("\n") }));
const server = await serve(join(folder, "pages"));
const browser = await puppeteer.launch({ executablePath: process.env.BROWSER || "/usr/bin/chromium", headless: true, args: ["--no-sandbox", "--disable-gpu"] });
const page = await browser.newPage();
await page.goto(`${server.base}${truth[0][0]}`);
const sum = { queries: 0, recall: 0, zero: 0, shown: 0, right: 0 };
for (const query of substrings(truth, 200, dice(7))) {
  const found = await page.evaluate(async (wanted) => {
    const pagefind = await import(/** @type {any} */ ("/pagefind/pagefind.js"));
    const { results } = await pagefind.search(wanted);
    return Promise.all(results.map((/** @type {any} */ one) => one.data().then((/** @type {any} */ data) => data.raw_url || data.url)));
  }, query);
  const paths = found.map((/** @type {string} */ url) => url.replace(/^\//, ""));
  const right = new Set(folded.filter(({ text }) => text.includes(query)).map(({ path }) => path));
  sum.queries++;
  sum.recall += paths.filter((path) => right.has(path)).length / right.size;
  sum.zero += paths.length ? 0 : 1;
  sum.shown += Math.min(20, paths.length);
  sum.right += paths.slice(0, 20).filter((path) => right.has(path)).length;
}
await browser.close();
await server.close();
console.log(`Pagefind: recall ${(sum.recall / sum.queries).toFixed(3)}, zero hits ${(sum.zero / sum.queries).toFixed(3)}, precision of the 20 shown ${(sum.right / sum.shown).toFixed(3)}`);
