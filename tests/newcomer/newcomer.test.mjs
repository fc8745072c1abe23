/** A new user's own site: the words are found by what somebody says, filled in and copied. SITE names the site. */

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { eventually, fillIn, openPanel, press, results } from "../browser/sample.mjs";
import { openSite } from "../browser/site.mjs";

/** @type {Awaited<ReturnType<typeof openSite>>} */
let site;
before(async () => {
  site = await openSite();
});
after(() => site?.close());

test("an English sentence finds the script; its words are copied, filled in", async () => {
  const page = await site.page("index.html");
  await site.browser.defaultBrowserContext().overridePermissions(new URL(site.base).origin, ["clipboard-read"]);
  await page.type("kb-search input", "the supplier sent the wrong pump");
  await results(page, "the supplier sent the wrong pump");
  const first = await page.$eval("[data-search-results] a", (link) => /** @type {HTMLAnchorElement} */ (link).href);
  assert.match(first, /scripts\/wrong-part\.html/);
  await page.goto(first, { waitUntil: "load" });
  await openPanel(page);
  await fillIn(page, { name: "Ms Bell", day: "2026-12-01" });
  await press(page, 'kb-say[item="tell"]', "Copy");
  await eventually(async () =>
    assert.equal(
      await page.evaluate(() => navigator.clipboard.readText()),
      "The supplier sent us the wrong pump, Ms Bell. The right one is here on 1 December 2026.",
    ),
  );
  assert.deepEqual(site.problems, []);
});
