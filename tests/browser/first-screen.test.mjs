import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { PAGES } from "./sample.mjs";
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

/**
 * How much of the first two screens is words to say: of the column of the text, between the header and the bar of the
 * case, as far as the page goes. @param {import("puppeteer-core").Page} page
 */
const share = (page) =>
  page.evaluate(() => {
    const box = (/** @type {string} */ selector) => {
      const element = document.querySelector(selector);
      return element?.checkVisibility() ? element.getBoundingClientRect() : null;
    };
    const head = box(".md-header")?.height || 0;
    const screen = innerHeight - head - (box(".kb-case__bar")?.height || 0);
    const column = /** @type {DOMRect} */ (box(".md-content__inner"));
    const end = Math.min(head + 2 * screen, column.bottom + scrollY);
    const words = [...document.querySelectorAll("kb-say .kb-words__version")].filter((one) => one.checkVisibility());
    const area = words
      .map((one) => one.getBoundingClientRect())
      .reduce((sum, { top, bottom, width }) => {
        return sum + Math.max(0, Math.min(bottom + scrollY, end) - (top + scrollY)) * width;
      }, 0);
    return Math.round((100 * area) / (column.width * (end - head)));
  });

for (const { width, height } of VIEWS)
  test(`at least half of an objection page's first two screens is words at ${width} × ${height}`, async () => {
    const thin = [];
    const page = await site.page("index.html", { width, height });
    for (const path of SPOKEN.filter((one) => one.startsWith("objections/"))) {
      await page.goto(site.base + path, { waitUntil: "load" });
      await page.waitForSelector("kb-say .kb-tools");
      const part = await share(page);
      if (part < 50) thin.push(`${path}: ${part} %`);
    }
    assert.deepEqual(thin, []);
  });

test("with text of twice the size nothing is wider than a phone", async () => {
  for (const path of Object.values(PAGES)) {
    const page = await site.page(path, { width: 360, height: 640 });
    await page.evaluate(() => document.documentElement.style.setProperty("font-size", "40px", "important")); // Material's rem is 20 px
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 360, path);
    await page.close();
  }
});

test("the first copy button is within eight Tabs of every page's start", async () => {
  const page = await site.page("index.html", { width: 1366, height: 650 });
  const far = [];
  for (const path of SPOKEN) {
    await page.goto(site.base + path, { waitUntil: "load" });
    await page.waitForSelector("kb-say .kb-tools");
    let tabs = 0;
    do await page.keyboard.press("Tab");
    while (++tabs < 9 && !(await page.evaluate(() => document.activeElement?.matches(".kb-words__version button"))));
    if (tabs > 8) far.push(path);
  }
  assert.deepEqual(far, []);
});

test("a phone on its side leaves 300 of 360 px to every kind of page", async () => {
  const page = await site.page("index.html", { width: 740, height: 360 });
  for (const path of Object.values(PAGES)) {
    await page.goto(site.base + path, { waitUntil: "load" });
    if (await page.$("kb-case")) await page.waitForSelector("kb-case > *");
    await page.evaluate(() => scrollTo(0, 400));
    const taken = await page.$$eval("body *", (all) =>
      all
        .filter((one) => ["fixed", "sticky"].includes(getComputedStyle(one).position) && one.checkVisibility())
        .map((one) => one.getBoundingClientRect())
        .filter(({ width, top, bottom }) => width > 370 && top < 360 && bottom > 0) // bars, not what lies beside the page
        .reduce((sum, { top, bottom }) => sum + Math.min(bottom, 360) - Math.max(top, 0), 0),
    );
    assert.ok(taken <= 60, `${path}: ${taken}`);
  }
  await page.close();
});
