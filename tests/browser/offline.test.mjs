import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { CHECKLIST, CHECKS, eventually, fillIn, openPanel, PAGES, press, SCRIPT, text, words } from "./sample.mjs";
import { openSite } from "./site.mjs";

/** @typedef {Awaited<ReturnType<typeof openSite>>} Site */
/** @type {Site} */
let disk;
/** @type {Site} */
let web;
before(async () => ([disk, web] = await Promise.all([openSite({ from: "file" }), openSite()])));
after(() => Promise.all([disk.close(), web.close()]));

test("every kind of page opens from the disk and over http without an error or another host", async () => {
  for (const site of [disk, web]) {
    for (const path of Object.values(PAGES)) {
      if (site === disk && path === "404.html") continue; // its addresses are those of a server
      const page = await site.page(path);
      await page.waitForNetworkIdle({ idleTime: 100 });
      await page.close();
    }
    assert.deepEqual(site.problems, []);
  }
});

test("from the disk the case fills, copies, follows to the next page, and is cleared", async () => {
  const page = await disk.page(SCRIPT);
  await openPanel(page);
  await fillIn(page, { 房号: "3栋1502", 欠费起月: "2026-01", 欠费止月: "2026-06" });
  assert.match(await words(page, "check-the-bill", 1), /3栋1502的物业费请您核对：\n2026年1月至2026年6月，共 6 个月/);
  await press(page, 'kb-say[item="check-the-bill"]', "复制电话版");
  await page.waitForFunction(() =>
    /已复制|Ctrl/.test(document.querySelector('kb-say[item="check-the-bill"] .kb-tools__status')?.textContent || ""),
  );
  await page.goto(`${disk.base}scripts/wechat-message.html`);
  assert.match(await page.$eval("article", (article) => article.textContent || ""), /3栋1502/);
  await openPanel(page);
  await press(page, ".kb-case", "全部清空");
  await press(page, ".kb-ask", "全部清空");
  await eventually(async () =>
    assert.doesNotMatch(await page.$eval("article", (article) => article.textContent || ""), /3栋1502/),
  );
  await page.close();
});

test("from the disk ticks last", async () => {
  const page = await disk.page(CHECKLIST);
  await page.$eval(".kb-tick__box", (box) => /** @type {HTMLElement} */ (box).click());
  await page.reload();
  assert.match(await text(page, ".kb-run__count"), /^1\//);
  await page.goto(`${disk.base}checklists/index.html`);
  assert.match(await text(page, 'kb-progress[entry="before-call"]'), /^已勾 1\//);
  await page.close();
});

test("from the disk lists are narrowed, and stay so", async () => {
  const page = await disk.page(CHECKS);
  await page.type("kb-finder input[type=search]", "录音");
  const status = await text(page, ".kb-finder__status");
  assert.match(status, /条里找到 [1-9]/);
  await page.waitForFunction(() => history.state?.query === "录音"); // slow keys leave 录 there for a while
  await page.reload();
  assert.equal(await text(page, ".kb-finder__status"), status);
  await page.close();
});

test("without JavaScript every page is complete, and its gaps are named", async () => {
  for (const path of Object.values(PAGES)) {
    const [plain, full] = [await web.page(path, { script: false }), await web.page(path)];
    /** What the author wrote: the page without what the script adds. @param {import("puppeteer-core").Page} page */
    const written = async (page) => {
      const html = await (await fetch(page.url())).text();
      return page.evaluate((source) => {
        const article = new DOMParser().parseFromString(source, "text/html").querySelector("article");
        return [...(article?.querySelectorAll("h1, h2, h3, li, blockquote, .kb-words__text") || [])]
          .map((one) => (one.textContent || "").trim())
          .filter(Boolean);
      }, html);
    };
    const expected = await written(full);
    const seen = await plain.$eval("article", (article) => article.textContent || "");
    for (const piece of expected) assert.ok(seen.includes(piece), `${path}: ${piece}`);
    const unseen = await plain.$$eval("article :is(h1, h2, h3, li, .kb-words__text)", (all) => {
      const folded = (/** @type {Element} */ one) => one.closest("details:not([open])"); // opens without scripts
      return all.filter((one) => !one.checkVisibility() && !folded(one)).map((one) => one.textContent);
    });
    assert.deepEqual(unseen, [], path);
    await plain.close();
    await full.close();
  }
  const page = await web.page(SCRIPT, { script: false });
  assert.match(await words(page, "check-the-bill", 1), /【房号】的物业费请您核对：\n【欠费起月】至【欠费止月】/);
  assert.equal((await page.$$("button:not(.md-top)")).length, 0, "no button that does nothing");
  await page.close();
});

test("a first visit to a script takes at most 120 KB of compressed files", async () => {
  const context = await web.browser.createBrowserContext();
  let bytes = 0;
  const visit = await web.page(SCRIPT, {
    context,
    before: async (tab) => {
      const session = await tab.createCDPSession();
      await session.send("Network.enable");
      // Without the headers, which HTTP/2 sends once and then names by a number.
      session.on("Network.responseReceived", ({ response }) => (bytes -= response.encodedDataLength));
      session.on("Network.loadingFinished", ({ encodedDataLength }) => (bytes += encodedDataLength));
    },
  });
  await visit.waitForNetworkIdle({ idleTime: 500 });
  assert.ok(bytes > 50_000, "counted");
  assert.ok(bytes <= 120 * 1024, `${Math.round(bytes / 1024)} KB`);
  await context.close();
});
