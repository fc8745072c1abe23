/**
 * The way a colleague goes: home → objection → script → law → back, on http and from disk, with no error on the
 * console and no request to another host.
 */

import assert from "node:assert/strict";
import { test } from "node:test";
import { openSite } from "./site.mjs";

for (const from of /** @type {const} */ (["http", "file"])) {
  for (const width of [360, 1280]) {
    test(`home → objection → script → law → back, ${from}, ${width} px`, async () => {
      const site = await openSite({ from });
      try {
        const page = await site.page("index.html", { width });
        const follow = async (/** @type {string} */ selector) => {
          const link = await page.waitForSelector(selector);
          assert.ok(link, selector);
          await Promise.all([page.waitForNavigation(), link.evaluate((a) => /** @type {HTMLElement} */ (a).click())]);
        };
        const heading = () => page.$eval("h1", (h1) => h1.textContent?.trim());

        await follow('a[href$="objections/vacant-home.html"]');
        assert.equal(await heading(), "房子没住／空置");
        assert.ok(await page.$("kb-say kb-blank"), "words to say with blanks");
        await follow('article a[href*="scripts/residential-call.html"]');
        assert.equal(await heading(), "小区业主催费电话");
        await follow('article a[href*="laws/civil-code.html#mfd-944-3"]');
        assert.equal(await heading(), "民法典");
        assert.equal(await page.$eval("#mfd-944-3", (h2) => h2.textContent?.trim()), "第九百四十四条第三款");
        await Promise.all([page.waitForNavigation(), page.goBack()]);
        assert.equal(await heading(), "小区业主催费电话");

        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        assert.ok(overflow <= 0, `the page is ${overflow} px too wide`);
        assert.deepEqual(site.problems, []);
      } finally {
        await site.close();
      }
    });
  }
}

test("the page that is not there says so and leads home", async () => {
  const site = await openSite();
  try {
    const page = await site.page("objections/no-such-page.html");
    assert.equal(await page.$eval("h1", (h1) => h1.textContent?.trim()), "这一页找不到了");
    assert.ok(await page.$('input[type="search"]'));
    await page.$eval("a.md-button", (link) => /** @type {HTMLElement} */ (link).click());
    await page.waitForFunction(() => document.querySelector(".kb-hero h1")?.textContent?.includes("物业催费话术"));
  } finally {
    await site.close();
  }
});
