/** Search results as axe sees them, in every view. */

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { violations } from "./axe.mjs";
import { results } from "./sample.mjs";
import { openSite } from "./site.mjs";

const VIEWS = [360, 1280].flatMap((width) => [false, true].map((dark) => ({ width, dark })));

/** @type {Awaited<ReturnType<typeof openSite>>} */
let site;
before(async () => (site = await openSite()));
after(() => site.close());

/**
 * What axe finds when a query's results stand there.
 * @param {string} path
 * @param {string} box
 * @param {string} query
 */
async function everywhere(path, box, query) {
  const lines = [];
  for (const { width, dark } of VIEWS) {
    const context = await site.browser.createBrowserContext(); // Material remembers the colours of the first page
    const page = await site.page(path, { width, height: 780, dark, context });
    await page.waitForSelector(box);
    await page.type(box, query);
    await results(page, query);
    await page.waitForFunction(() => document.querySelectorAll(".kb-hit").length > 2); // the later ones, too
    for (const one of await violations(page)) lines.push(`${width} ${dark ? "dark" : "light"} ${one}`);
    await context.close();
  }
  return lines;
}

test("the box with results, and with a note and words of the same meaning: axe finds nothing", async () => {
  assert.deepEqual(await everywhere("scripts/commercial-call.html", "kb-search input", "滞纳金"), []);
});

test("the box with a correction that can be refused: axe finds nothing", async () => {
  assert.deepEqual(await everywhere("index.html", "main kb-search input, kb-search input", "分歧付款"), []);
});

test("the results page with facets: axe finds nothing", async () => {
  assert.deepEqual(await everywhere("search/index.html", "kb-results input[type=search]", "漏水"), []);
});
