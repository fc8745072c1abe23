import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { openSite, ROOT } from "./site.mjs";

/** @type {Awaited<ReturnType<typeof openSite>>} */
let site;
before(async () => (site = await openSite()));
after(() => site.close());

const pagesIn = (/** @type {string} */ folder) =>
  readdirSync(join(ROOT, folder))
    .filter((name) => name.endsWith(".html") && name !== "index.html")
    .map((name) => `${folder}/${name}`);
const SPOKEN = [...pagesIn("scripts"), ...pagesIn("objections")];
const VIEWS = [
  { width: 360, height: 640, most: 360 },
  { width: 390, height: 750, most: 360 },
  { width: 1366, height: 650, most: 330 },
];

/** Where the first visible line of words to say begins. @param {import("puppeteer-core").Page} page */
const firstWords = (page) =>
  page.evaluate(() => {
    const texts = [...document.querySelectorAll("kb-say .kb-words__text")];
    const range = document.createRange();
    range.selectNodeContents(/** @type {Element} */ (texts.find((text) => text.checkVisibility())));
    return Math.round(range.getClientRects()[0].top + scrollY);
  });

for (const { width, height, most } of VIEWS)
  test(`the words stand in the first screen of every script and objection page at ${width} × ${height}`, async () => {
    const late = [];
    const page = await site.page("index.html", { width, height });
    for (const path of SPOKEN) {
      await page.goto(site.base + path, { waitUntil: "load" });
      await page.waitForSelector("kb-say .kb-tools");
      const top = await firstWords(page);
      if (top >= most) late.push(`${path}: ${top}`);
    }
    assert.ok(SPOKEN.length > 30, "the pages are looked at");
    assert.deepEqual(late, []);
  });
