import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { OBJECTION, press, results, SCRIPT } from "./sample.mjs";
import { openSite } from "./site.mjs";

/** @type {Awaited<ReturnType<typeof openSite>>} */
let site;
before(async () => (site = await openSite()));
after(() => site.close());

/** The channels whose words are seen. @param {import("puppeteer-core").Page} page */
const seen = (page) =>
  page.$$eval(".kb-words__version[data-channel]", (all) => [
    ...new Set(all.filter((one) => one.checkVisibility()).map((one) => one.getAttribute("data-channel"))),
  ]);

/** The channels of the words in the results. @param {import("puppeteer-core").Page} page @param {string} query */
async function found(page, query) {
  await page.type("kb-search input", query);
  await results(page, query);
  const channels = await page.$$eval(".kb-search__panel .kb-hit__line--s em", (all) =>
    all.map((one) => one.textContent),
  );
  return new Set(channels);
}

test("the telephone's words come first where no channel is chosen, in the results too", async () => {
  const page = await site.page(OBJECTION, { width: 360, height: 640 });
  await page.waitForSelector(".kb-channels");
  assert.equal((await seen(page))[0], "电话");
  const channels = await found(page, "个月");
  assert.ok(channels.has("电话"), [...channels].join());
  await page.close();
});

test("a channel chosen in a script holds on objections and in the results", async () => {
  const page = await site.page(SCRIPT, { width: 360, height: 640 });
  const choice = await page.waitForSelector(".kb-channels");
  await choice?.evaluate((fieldset) => {
    const label = [...fieldset.querySelectorAll("label")].find((one) => one.textContent === "微信");
    label?.querySelector("input")?.click();
  });
  await page.goto(site.base + OBJECTION, { waitUntil: "load" });
  await page.waitForSelector(".kb-channels");
  assert.deepEqual(await seen(page), ["微信"]);
  const channels = await found(page, "电梯坏了");
  assert.deepEqual([...channels], ["微信"]);
  await page.close();
});

test("copying changes no layout, on a page and among the results", async () => {
  const page = await site.page(SCRIPT, { width: 360, height: 640 });
  await page.waitForSelector("kb-say .kb-tools");
  const heights = () => page.$$eval(".kb-step", (all) => all.map((one) => one.getBoundingClientRect().height));
  const before = await heights();
  await press(page, '.kb-step .kb-words__version[data-channel="电话"]', "复制电话版");
  await page.waitForSelector(".kb-step .kb-tools__status:not(:empty)");
  assert.deepEqual(await heights(), before);

  await page.evaluate(() => scrollTo(0, 0));
  await found(page, "电梯坏了");
  await page.waitForFunction(() => document.querySelectorAll(".kb-hit").length > 2);
  const lines = () =>
    page.$$eval(".kb-hit__line, .kb-hit__item", (all) =>
      all.slice(0, 6).map((one) => [one.getBoundingClientRect().width, one.getBoundingClientRect().height]),
    );
  const lain = await lines();
  await page.click(".kb-hit__copy");
  await page.waitForSelector(".kb-hit__told:not(:empty)");
  assert.deepEqual(await lines(), lain);
  await page.close();
});

test("no page complained", () => assert.deepEqual(site.problems, []));
