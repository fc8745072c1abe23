/** The facets of the results page and of the finder: out of the way of what is found, at hand for mouse and keyboard. */

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { violations } from "./axe.mjs";
import { CHECKS, press } from "./sample.mjs";
import { openSite } from "./site.mjs";

/** @typedef {import("puppeteer-core").Page} Page */

const SIZES = [
  { width: 360, height: 740 },
  { width: 1280, height: 900 },
];
const FOLD = ".kb-finder__facets > button";
const BOX = "kb-results input[type=search]";

/** @type {Awaited<ReturnType<typeof openSite>>} */
let site;
before(async () => (site = await openSite()));
after(() => site.close());

/**
 * The results page, all results there.
 * @param {string} wanted the part of the address behind #
 * @param {Parameters<typeof site.page>[1]} [view]
 */
async function results(wanted, view) {
  const page = await site.page(`search/index.html#${wanted}`, view);
  await page.waitForSelector("kb-results [data-complete=true]");
  return page;
}

/**
 * Wait for the results of what the address says now.
 * @param {Page} page
 * @param {string} hash a part of it
 * @param {number} count
 */
const narrowed = (page, hash, count) =>
  page.waitForFunction(
    (part, number) => {
      const status = document.querySelector(".kb-results__status")?.textContent || "";
      return decodeURIComponent(location.hash).includes(part) && status.includes(` ${number} `);
    },
    {},
    hash,
    count,
  );

/** The chips in sight. @param {Page} page */
const chips = (page) =>
  page.$$eval(".kb-facet label", (labels) =>
    labels
      .filter((label) => label.checkVisibility())
      .map((label) => {
        const box = /** @type {HTMLInputElement} */ (label.querySelector("input"));
        return {
          value: box.dataset.value || "",
          chosen: box.checked,
          count: Number(label.querySelector(".kb-facet__count")?.textContent),
        };
      }),
  );

/** Which element has the focus: a chip's value or a class. @param {Page} page */
const focused = (page) =>
  page.evaluate(() => {
    const element = /** @type {HTMLElement} */ (document.activeElement);
    return element.dataset.value || element.className;
  });

/** @param {Page} page @param {string} value */
const choose = (page, value) =>
  page.$eval(`[data-value="${value}"]`, (box) => /** @type {HTMLElement} */ (box).click());

for (const { width, height } of SIZES) {
  for (const [from, first] of [
    ["search/index.html#q=物业费", ".kb-hit"],
    ["search/index.html#q=物业费&property=小区&channel=电话", ".kb-hit"],
    [CHECKS, ".kb-found li"],
    [`${CHECKS}#property=小区&channel=电话`, ".kb-found li"],
  ]) {
    test(`${from}, ${width} × ${height}: what is found stands in the window`, async () => {
      const page = await site.page(from, { width, height });
      if (first === ".kb-hit") await page.waitForSelector("kb-results [data-complete=true]");
      await page.waitForFunction(
        (selector) => [...document.querySelectorAll(selector)].some((one) => one.checkVisibility()),
        {},
        first,
      );
      await page.waitForSelector(FOLD, { visible: true });
      const bottom = await page.$$eval(first, (all) => {
        const line = /** @type {Element} */ (all.find((one) => one.checkVisibility({ contentVisibilityAuto: false })));
        return (line.querySelector("a") || line).getBoundingClientRect().bottom;
      });
      assert.ok(bottom < height, `ends at ${bottom}`);
      assert.ok((await chips(page)).every(({ chosen }) => chosen));
      await page.close();
    });
  }

  test(`${width} × ${height}: with the facets open the first result still stands in the window, and no chip is empty`, async () => {
    const page = await results("q=发票", { width, height });
    await page.click(FOLD);
    const shown = await chips(page);
    assert.ok(shown.length > 5);
    for (const { value, count } of shown) assert.ok(count > 0, value);
    assert.ok((await page.$$eval(".kb-facet label", (all) => all.length)) > shown.length, "none to leave out");
    assert.ok((await page.$eval(".kb-hit__title", (title) => title.getBoundingClientRect().bottom)) < height);
    const sideways = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok(sideways <= 0, `the page is ${sideways} px too wide`);
    await page.close();
  });

  test(`${width} × ${height}: chosen and given up with the keyboard, the focus stays`, async () => {
    const page = await results("q=物业费", { width, height });
    await page.focus(BOX);
    await page.keyboard.press("Tab");
    assert.equal(await page.$eval(FOLD, (fold) => getComputedStyle(fold).outlineWidth), "3px");
    await page.keyboard.press("Enter");
    assert.equal(await page.$eval(FOLD, (fold) => fold.getAttribute("aria-expanded")), "true");
    await page.keyboard.press("Tab");
    const { value, count } = (await chips(page))[0];
    assert.equal(await focused(page), value);
    assert.equal(
      await page.$eval(`[data-value="${value}"] + span`, (chip) => getComputedStyle(chip).outlineWidth),
      "3px",
    );
    await page.keyboard.press("Space");
    await narrowed(page, value, count);
    assert.equal(await focused(page), value);
    const all = await page.$$eval("kb-results .kb-hit", (hits) => hits.length);
    assert.equal(all, Math.min(count, 20));
    assert.match(await page.$eval(FOLD, (fold) => fold.textContent || ""), /已选 1 项/);
    await page.keyboard.press("Space");
    await page.waitForFunction(() => !location.hash.includes("&"));
    assert.equal(await focused(page), value);
    await page.close();
  });
}

test("folded, a chosen value is one click from being given up; the focus goes to the button beside it", async () => {
  const page = await results("q=物业费&property=小区&channel=电话");
  assert.deepEqual(
    (await chips(page)).map(({ value }) => value),
    ["property=小区", "channel=电话"],
  );
  await page.focus('[data-value="channel=电话"]');
  await page.keyboard.press("Space");
  await page.waitForFunction(() => !location.hash.includes("channel"));
  assert.deepEqual(
    (await chips(page)).map(({ value }) => value),
    ["property=小区"],
  );
  assert.equal(await page.evaluate((fold) => document.activeElement === document.querySelector(fold), FOLD), true);
  await page.close();
});

test("all that is chosen is cleared at once; the query stays", async () => {
  const page = await results("q=物业费");
  await page.click(FOLD);
  const before = await page.$eval(".kb-results__status", (line) => line.textContent);
  for (const value of ["property=小区", "channel=电话"]) {
    const { count } = /** @type {{ count: number }} */ ((await chips(page)).find((chip) => chip.value === value));
    await choose(page, value);
    await narrowed(page, value, count);
  }
  await press(page, "kb-results", "清除条件");
  await page.waitForFunction((text) => document.querySelector(".kb-results__status")?.textContent === text, {}, before);
  assert.equal(new URL(page.url()).hash, "");
  assert.equal(await page.evaluate(() => history.state.query), "物业费");
  assert.ok((await chips(page)).every(({ chosen }) => !chosen));
  assert.equal(
    await page.$$eval(
      "kb-results .kb-button",
      (all) => all.filter((one) => one.textContent === "清除条件" && one.checkVisibility()).length,
    ),
    0,
  );
  await page.close();
});

test("a chosen value that finds nothing stays until it is given up", async () => {
  const page = await results("q=zqxv&property=小区");
  assert.deepEqual(await chips(page), [{ value: "property=小区", chosen: true, count: 0 }]);
  await choose(page, "property=小区");
  await page.waitForFunction(() => !location.hash.includes("property"));
  assert.deepEqual(await chips(page), []);
  await page.close();
});

for (const { width, height } of SIZES) {
  for (const dark of [false, true]) {
    test(`${width} × ${height}, ${dark ? "dark" : "light"}: axe finds nothing in open facets, and a finger hits each`, async () => {
      const context = await site.browser.createBrowserContext(); // Material remembers the colours of the first page
      for (const path of ["search/index.html#q=物业费&property=小区", `${CHECKS}#property=小区`]) {
        const page = await site.page(path, { width, height, dark, context });
        await page.waitForSelector(FOLD, { visible: true });
        await page.click(FOLD);
        assert.deepEqual(await violations(page), []);
        const small = await page.$$eval(".kb-finder__bar :is(button, label), .kb-finder__line button", (all) => {
          return all
            .filter(
              (one) =>
                one.checkVisibility() &&
                Math.min(one.getBoundingClientRect().height, one.getBoundingClientRect().width) < 43.9,
            )
            .map((one) => one.textContent);
        });
        assert.deepEqual(small, []);
        await page.close();
      }
      await context.close();
    });
  }
}

test("no page complained", () => assert.deepEqual(site.problems, []));
