/** The sample pack's site, built by Zensical: searched, copied from, ticked. SITE names the site. */

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { click, eventually, fillIn, openPanel, press, results } from "../browser/sample.mjs";
import { openSite } from "../browser/site.mjs";

/** @type {Awaited<ReturnType<typeof openSite>>} */
let site;
before(async () => {
  site = await openSite();
});
after(() => site?.close());

test("a word finds a script; its words are copied, filled in", async () => {
  const page = await site.page("index.html");
  await site.browser.defaultBrowserContext().overridePermissions(new URL(site.base).origin, ["clipboard-read"]);
  await page.type("kb-search input", "first call");
  await results(page, "first call");
  const first = await page.$eval("[data-search-results] a", (link) => /** @type {HTMLAnchorElement} */ (link).href);
  assert.match(first, /scripts\/first-call\.html/);
  await page.goto(first, { waitUntil: "load" });
  await openPanel(page);
  await fillIn(page, { name: "Ms Bell" });
  await press(page, 'kb-say[item="greeting"]', "Copy");
  await eventually(async () =>
    assert.match(await page.evaluate(() => navigator.clipboard.readText()), /Am I speaking to Ms Bell\?/),
  );
  assert.deepEqual(site.problems, []);
});

test("a tick is still there when the page is opened again", async () => {
  const page = await site.page("checklists/before-the-call.html");
  const boxes = await page.$$(".kb-tick__box");
  assert.equal(boxes.length, 2);
  await click(boxes[0]);
  await eventually(async () => assert.equal((await page.$$(".kb-item input:checked")).length, 1));
  await page.reload({ waitUntil: "load" });
  await eventually(async () => assert.equal((await page.$$(".kb-item input:checked")).length, 1));
  assert.deepEqual(site.problems, []);
});
