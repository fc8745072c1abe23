/** The main ways in a stock Firefox, over WebDriver BiDi. */

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { CHECKLIST, CHECKS, eventually, fillIn, openPanel, press, SCRIPT, text, words } from "./sample.mjs";
import { missing, openSite } from "./site.mjs";

for (const from of /** @type {const} */ (["http", "file"])) {
  describe(from, { skip: missing("firefox") }, () => {
    /** @type {Awaited<ReturnType<typeof openSite>>} */
    let site;
    before(async () => (site = await openSite({ browser: "firefox", from })));
    after(() => site.close());

    test(`panel (${from}): words fill in, months as text, formulas too`, async () => {
      const page = await site.page(SCRIPT);
      await openPanel(page);
      await fillIn(page, {
        房号: "3栋1502",
        欠费起月: "2026年1月",
        欠费止月: "2026-06",
        面积: "98.6",
        收费单价: "2.8",
      });
      await eventually(async () =>
        assert.match(
          await words(page, "check-the-bill", 1),
          /3栋1502的物业费请您核对：\n2026年1月至2026年6月，共 6 个月[\s\S]*未到账 1656\.48 元/,
        ),
      );
      await page.goto(`${site.base}scripts/wechat-message.html`);
      assert.match(await page.$eval("article", (article) => article.textContent || ""), /3栋1502/);
      await page.goto(site.base + SCRIPT);
      await openPanel(page);
      await press(page, ".kb-case", "全部清空");
      await press(page, ".kb-ask", "全部清空");
      await eventually(async () => assert.match(await words(page, "check-the-bill", 1), /【房号】的物业费请您核对/));
      await page.close();
    });

    test(`copy (${from}): copied, or selected to be copied by hand`, async () => {
      const page = await site.page(SCRIPT);
      await press(page, 'kb-say[item="check-the-bill"]', "复制电话版");
      const status = 'kb-say[item="check-the-bill"] .kb-tools__status';
      await page.waitForFunction((selector) => document.querySelector(selector)?.textContent, {}, status);
      assert.match(await text(page, status), /^已复制，还空着：|Ctrl\+C/);
      await page.close();
    });

    test(`ticks (${from}): last over a reload`, async () => {
      const page = await site.page(CHECKLIST);
      await page.$eval(".kb-tick__box", (box) => /** @type {HTMLElement} */ (box).click());
      assert.match(await text(page, ".kb-run__count"), /^1\//);
      await page.reload();
      assert.match(await text(page, ".kb-run__count"), /^1\//);
      await page.close();
    });

    test(`finder (${from}): narrowed, kept with the page`, async () => {
      const page = await site.page(CHECKS);
      await page.type("kb-finder input[type=search]", "录音");
      await page.waitForFunction(() => history.state?.query === "录音"); // slow keys leave 录 there for a while
      const status = await text(page, ".kb-finder__status");
      assert.match(status, /条里找到 [1-9]/);
      await page.reload();
      assert.equal(await text(page, ".kb-finder__status"), status);
      await page.close();
    });

    test(`no page complained (${from})`, () => assert.deepEqual(site.problems, []));
  });
}
