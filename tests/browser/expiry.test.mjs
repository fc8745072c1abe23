/** A page whose day is over, as the reader's own clock tells: the site was published long before. */

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { click, eventually, OBJECTION, results, SCRIPT, text } from "./sample.mjs";
import { openSite } from "./site.mjs";

/** @type {Awaited<ReturnType<typeof openSite>>} */
let site;
before(async () => (site = await openSite()));
after(() => site.close());

const LAST = "2027-11-23";
const OVER = "2027-11-24";
const NOTICE = "这一页 2027-11-23 到期，还没有复核。先别照着说、照着发，请找收费主管复核。";

/** @param {import("puppeteer-core").Page} tab */
const watchClipboard = (tab) =>
  tab.evaluateOnNewDocument(() => {
    const store = /** @type {any} */ (window);
    store.copied = [];
    Object.defineProperty(navigator, "clipboard", {
      value: { writeText: async (/** @type {string} */ value) => store.copied.push(value) },
    });
  });
/** @param {import("puppeteer-core").Page} page @returns {Promise<string[]>} */
const copied = (page) => page.evaluate(() => /** @type {any} */ (window).copied);

test("on its last day a page copies as ever and says nothing", async () => {
  const page = await site.page(SCRIPT, { day: LAST, before: watchClipboard });
  const button = await page.waitForSelector(".kb-words__version button");
  assert.equal(await page.$eval("kb-expiry", (notice) => notice.checkVisibility()), false);
  assert.equal(await button?.evaluate((one) => one.getAttribute("aria-disabled")), null);
  await button?.click();
  await eventually(async () => assert.equal((await copied(page)).length, 1));
  await page.close();
});

for (const [path, selector] of [
  [SCRIPT, ".kb-words__version"],
  [SCRIPT, "kb-whole"],
  [OBJECTION, ".kb-words__version"],
]) {
  test(`${path}, ${selector}: the day after, the page says so on top and a click explains instead of copying`, async () => {
    const page = await site.page(path, { day: OVER, before: watchClipboard });
    const button = await page.waitForSelector(`${selector} .kb-tools button`);
    assert.ok(button);
    assert.match(await text(page, "kb-expiry"), /^这一页 2027-11-23 到期，还没有复核。/);
    const above = await page.$eval("kb-expiry", (notice) => {
      const bottom = notice.getBoundingClientRect().bottom;
      return (
        notice.checkVisibility() && bottom < (document.querySelector(".kb-summary")?.getBoundingClientRect().top || 0)
      );
    });
    assert.ok(above, "on top");
    const told = await button.evaluate((one) => ({
      disabled: one.getAttribute("aria-disabled"),
      why: document.getElementById(one.getAttribute("aria-describedby") || "")?.textContent,
      opacity: Number(getComputedStyle(one).opacity),
    }));
    assert.equal(told.disabled, "true");
    assert.match(told.why || "", /还没有复核/);
    assert.ok(told.opacity < 1, "grey");
    await button.focus();
    assert.ok(await button.evaluate((one) => document.activeElement === one), "still reached with the keyboard");
    await page.keyboard.press("Enter");
    await page.waitForSelector(`${selector} .kb-tools__status:not(:empty)`);
    assert.equal(await text(page, `${selector} .kb-tools__status`), await text(page, "kb-expiry"));
    await click(button);
    assert.deepEqual(await copied(page), []);
    await page.close();
  });
}

test("the notice names who reviews", async () => {
  const page = await site.page(SCRIPT, { day: OVER });
  const owner = await text(page, ".kb-about dd");
  assert.equal(await text(page, "kb-expiry"), NOTICE.replace("收费主管", owner));
  await page.close();
});

for (const [day, grey] of /** @type {[string, boolean][]} */ ([
  [LAST, false],
  [OVER, true],
])) {
  test(`found on ${day}, words are ${grey ? "not " : ""}copied from the results`, async () => {
    const page = await site.page("search/index.html", { day, before: watchClipboard });
    await page.type("kb-results input", "房子没住");
    await results(page, "房子没住");
    const button = await page.waitForSelector(".kb-hit__copy");
    assert.equal(await button?.evaluate((one) => one.getAttribute("aria-disabled")), grey ? "true" : null);
    await button?.click();
    await page.waitForSelector(".kb-hit__told:not(:empty)"); // for four seconds
    const said = await text(page, ".kb-hit__told:not(:empty)");
    assert.equal((await copied(page)).length, grey ? 0 : 1);
    if (grey) {
      assert.equal(said, "2027-11-23 到期，复核以前先别用");
      assert.equal(
        await button?.evaluate((one) => /** @type {HTMLElement} */ (one).title),
        "2027-11-23 到期，复核以前先别用",
      );
    }
    await page.close();
  });
}

test("without JavaScript the day stands there in words", async () => {
  const page = await site.page(SCRIPT, { day: OVER, script: false });
  assert.match(await text(page, ".kb-about"), /复核期限\s*2027-11-23，过了这天，复核以前先别照着用/);
  assert.equal(await page.$eval("kb-expiry", (notice) => notice.checkVisibility()), false);
  await page.close();
});

test("no page complained", () => assert.deepEqual(site.problems, []));
