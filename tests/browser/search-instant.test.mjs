/** The search box after page changes without loading: the site built with navigation.instant. */

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { eventually, results } from "./sample.mjs";
import { openSite } from "./site.mjs";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const PYTHON =
  process.env.PYTHON || (existsSync(join(ROOT, ".venv/bin/python")) ? join(ROOT, ".venv/bin/python") : "python3");
const folder = mkdtempSync(join(tmpdir(), "instant-"));

/** @type {Awaited<ReturnType<typeof openSite>>} */
let site;
before(async () => {
  const settings = readFileSync(join(ROOT, "mkdocs.yml"), "utf8")
    .replace(
      "\n  name: material\n",
      "\n  name: material\n  features: [content.action.edit, navigation.top, navigation.instant]\n",
    )
    .replace(/\nsite_url: .*\n/, "\nsite_url: http://127.0.0.1/\n");
  execFileSync(PYTHON, ["-m", "mkdocs", "build", "--quiet", "--config-file", "-", "--site-dir", folder], {
    cwd: ROOT,
    input: settings,
    stdio: ["pipe", "ignore", "ignore"],
  });
  site = await openSite({ root: folder });
  const map = join(folder, "sitemap.xml"); // instant pages are those that stand here, with the port that the server has now
  writeFileSync(map, readFileSync(map, "utf8").replaceAll("http://127.0.0.1/", site.base));
});
after(async () => {
  await site?.close();
  rmSync(folder, { recursive: true, force: true });
});

test("the box works before and after an instant page change, and finds its way from the new page", async () => {
  const page = await site.page("tips/easy-payment.html");
  await page.evaluate(() => void Object.assign(window, { same: true }));
  const ask = async (/** @type {string} */ query) => {
    await page.keyboard.press("Escape");
    await page.keyboard.down("Control");
    await page.keyboard.press("k");
    await page.keyboard.up("Control");
    await page.keyboard.type(query);
    await results(page, query);
  };
  await ask("服务差");
  await page.keyboard.press("Enter");
  await page.waitForFunction(
    () =>
      location.pathname.endsWith("/objections/poor-service.html") &&
      document.querySelector("h1")?.textContent?.includes("服务差"),
  );
  assert.equal(await page.evaluate(() => /** @type {any} */ (window).same), true, "the page was loaded anew");
  await ask("空置");
  const links = await page.$$eval("[data-search-results] a.kb-hit__title", (all) =>
    all.map((link) => /** @type {HTMLAnchorElement} */ (link).href),
  );
  assert.ok(links[0].startsWith(`${site.base}objections/vacant-home.html`), links[0]);
  assert.deepEqual(site.problems, []);
});

/**
 * The one box of the page, found by `/`: visible, the first of the page, and Enter leads to the page that it finds.
 * @param {import("puppeteer-core").Page} page
 * @param {string} where the kind of box that must stand there
 * @param {string} query
 * @param {string} path of the first result
 */
async function search(page, where, query, path) {
  await eventually(async () => {
    const boxes = await page.$$eval("input[type=search]", (all) =>
      all.map((box) => [
        box.closest("kb-search")?.className,
        box.checkVisibility(),
        box.getBoundingClientRect().width > 90,
      ]),
    );
    assert.deepEqual(boxes, [[`kb-search--${where}`, true, true]], await page.evaluate(() => location.pathname));
  });
  await page.evaluate(() => /** @type {HTMLElement} */ (document.activeElement).blur());
  await page.keyboard.press("/");
  await eventually(async () =>
    assert.equal(
      await page.evaluate(() => document.activeElement?.closest("kb-search")?.className),
      `kb-search--${where}`,
    ),
  );
  await page.keyboard.type(query);
  await page.keyboard.press("Enter");
  await page.waitForFunction((wanted) => location.pathname === `/${wanted}`, {}, path);
  await page.waitForFunction((wanted) => document.querySelector("h1")?.textContent?.includes(wanted), {}, query);
}

/** @param {import("puppeteer-core").Page} page */
async function home(page) {
  await page.$eval("a.md-logo", (logo) => /** @type {HTMLElement} */ (logo).click());
  await page.waitForSelector(".kb-search--home input");
}

for (const width of [360, 1280]) {
  for (const start of ["index.html", "scripts/residential-call.html"]) {
    test(`${width} px, from ${start}: the home page has its big box, other pages the header's, and both work`, async () => {
      const page = await site.page(start, { width });
      await page.evaluate(() => void Object.assign(window, { same: true }));
      if (start !== "index.html")
        await search(page, "header", "房子没住", "objections/vacant-home.html").then(() => home(page));
      for (const [title, path] of [
        ["小区业主催费电话", "scripts/residential-call.html"],
        ["房子没住", "objections/vacant-home.html"],
      ]) {
        await search(page, "home", title, path);
        await search(page, "header", "民法典", "laws/civil-code.html");
        await home(page);
      }
      await page.goBack();
      await page.waitForSelector(".kb-search--header input");
      await search(page, "header", "房子没住", "objections/vacant-home.html");
      assert.equal(await page.evaluate(() => /** @type {any} */ (window).same), true, "the page was loaded anew");
      assert.deepEqual(site.problems, []);
      await page.close();
    });
  }
}
