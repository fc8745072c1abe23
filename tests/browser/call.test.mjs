import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { click, eventually, fillIn, openPanel, SCRIPT, text } from "./sample.mjs";
import { openSite, ROOT } from "./site.mjs";

/** @type {Awaited<ReturnType<typeof openSite>>} */
let site;
before(async () => (site = await openSite()));
after(() => site.close());

/** @typedef {import("puppeteer-core").Page} Page */

const PHONE = { width: 390, height: 750 };
const SCRIPTS = readdirSync(join(ROOT, "scripts")).filter((name) => name !== "index.html");

/**
 * A guided call in a browser of its own.
 * @param {string} path
 * @param {Parameters<typeof site.page>[1]} [view]
 */
async function opened(path, view = PHONE) {
  const context = await site.browser.createBrowserContext();
  const page = await site.page(path, { context, ...view });
  await page.waitForSelector(".kb-call[open]");
  return page;
}

/** Press what opens the call. @param {Page} page */
async function call(page) {
  await click((await page.$$("kb-call a"))[0]);
  await page.waitForSelector(".kb-call[open]");
}

/** Where the call stands. @param {Page} page */
const title = (page) => text(page, ".kb-call h2");
const count = (/** @type {Page} */ page) => text(page, ".kb-call__count .kb-unseen");
const way = (/** @type {Page} */ page) =>
  page.$$eval(".kb-call__way li", (all) => all.map((one) => one.textContent || ""));

/** What is there to choose, without its numbers. @param {Page} page */
const offered = (page) =>
  page.$$eval(".kb-call__choice", (all) => all.map((one) => (one.lastChild?.textContent || "").trim()));

/** Tap what is called so. @param {Page} page @param {string} label */
async function tap(page, label) {
  const found = await page.evaluateHandle(
    (wanted) => [...document.querySelectorAll(".kb-call button")].find((one) => one.lastChild?.textContent === wanted),
    label,
  );
  const button = /** @type {import("puppeteer-core").ElementHandle<HTMLElement> | null} */ (found.asElement());
  assert.ok(button, `no button ${label}: ${await offered(page)}`);
  await click(button);
}

/** @param {Page} page */
const wide = (page) =>
  page.evaluate(() =>
    Math.max(...[...document.querySelectorAll(".kb-call, .kb-call *")].map((one) => one.getBoundingClientRect().right)),
  );

test("one tap opens the call, the way back of the browser closes it", async () => {
  const page = await site.page(SCRIPT, PHONE);
  assert.equal(await page.$(".kb-call"), null);
  await call(page);
  assert.match(await count(page), /^第 1 步，共 \d+ 步$/);
  await tap(page, "下一步 ›");
  assert.match(page.url(), /#call=[a-z-]+$/);
  await page.goBack();
  await page.waitForSelector(".kb-call:not([open])");
  assert.doesNotMatch(page.url(), /#/);
  await page.close();
});

test("a link opens it at its step; closing stays on the page", async () => {
  const script = await site.page(SCRIPT, PHONE);
  const ids = await script.$$eval(".kb-step", (steps) => steps.map((step) => step.getAttribute("data-item") || ""));
  await script.close();
  const page = await opened(`${SCRIPT}#call=${ids[2]}`);
  assert.match(await count(page), /^第 3 步/);
  await tap(page, "关闭");
  await eventually(async () => assert.doesNotMatch(page.url(), /#/));
  assert.match(page.url(), /residential-call\.html$/);
  await page.close();
});

test("nine of ten steps of the pack stand on a phone without scrolling, words by phone", async () => {
  const scrolled = [];
  let all = 0;
  for (const name of SCRIPTS) {
    const page = await opened(`scripts/${name}#call`, {
      ...PHONE,
      before: (tab) => tab.evaluateOnNewDocument(() => sessionStorage.setItem("huashu.channel./", "电话")),
    });
    for (;;) {
      all++;
      const over = await page.$eval(".kb-call__main", (main) => main.scrollHeight - main.clientHeight);
      const below = await page.$eval(".kb-call__ways", (ways) => ways.scrollHeight - ways.clientHeight);
      if (over > 1 || below > 1) scrolled.push(`${name} ${await title(page)} ${over} ${below}`);
      if (await page.$('.kb-call__foot .kb-button--main[aria-disabled="true"]')) break;
      await tap(page, "下一步 ›");
    }
    await page.browserContext().close();
  }
  console.log(`${all - scrolled.length} of ${all} steps without scrolling; with: ${scrolled.join("; ") || "none"}`);
  assert.ok(all > 100, `${all} steps`);
  assert.ok(scrolled.length <= all / 10, scrolled.join("\n"));
});

test("a whole call of ten steps is ten taps, the last one its end", async () => {
  const page = await opened(`${SCRIPT}#call`);
  for (let taps = 0; taps < 9; taps++) await tap(page, "下一步 ›");
  assert.match(await count(page), /^第 10 步/);
  await tap(page, "约好了");
  assert.equal(await title(page), "约好了");
  assert.equal((await way(page)).length, 11);
  await page.browserContext().close();
});

test("what is heard is answered in place, leads on, and can be taken back", async () => {
  const page = await opened(`${SCRIPT}#call`);
  await tap(page, "下一步 ›");
  await tap(page, "下一步 ›");
  const step = await title(page);
  await tap(page, "面积或金额不对");
  assert.match(await title(page), /面积或金额不对$/);
  assert.deepEqual(await offered(page), ["有异议", "钱付错了、付给个人了", "说清了，回到第 3 步", "先到这里"]);
  await tap(page, "说清了，回到第 3 步");
  assert.equal(await title(page), step);
  await page.keyboard.press("Backspace");
  assert.match(await title(page), /面积或金额不对$/);
  await tap(page, "钱付错了、付给个人了");
  assert.deepEqual((await way(page)).slice(-3), [step, "面积或金额不对", "钱付错了、付给个人了"]);
  await click((await page.$$(".kb-call__passed"))[0]);
  assert.match(await count(page), /^第 1 步/);
  await page.browserContext().close();
});

test("anything may be said at any time; where somebody died nothing leads back to money", async () => {
  const page = await opened(`${SCRIPT}#call`);
  await tap(page, "别的…");
  assert.ok((await offered(page)).length > 50);
  await tap(page, "家里刚有人走了");
  assert.deepEqual(await offered(page), ["先不谈这个"]);
  assert.equal(await page.$eval(".kb-call__foot .kb-button--main", (one) => one.getAttribute("aria-disabled")), "true");
  assert.deepEqual(
    await page.$$eval(".kb-call__main button", (all) => all.map((one) => one.textContent)),
    [],
    "words that wait for approval are not offered for copying",
  );
  await page.keyboard.press("ArrowLeft");
  assert.match(await count(page), /^第 1 步/);
  await page.browserContext().close();
});

test("without a pointer: numbers choose, arrows go, Tab stays within, Escape leaves", async () => {
  const page = await opened(`${SCRIPT}#call`, { width: 1280, height: 800 });
  const first = await title(page);
  await page.keyboard.press("ArrowRight");
  assert.match(await count(page), /^第 2 步/);
  await page.keyboard.press("ArrowLeft");
  assert.equal(await title(page), first);
  const [heard] = await offered(page);
  await page.keyboard.press("1");
  assert.ok((await title(page)).endsWith(heard));
  assert.ok(await page.$(".kb-call__main:focus"), "the words have the focus");
  await page.keyboard.press("Backspace");
  for (let presses = 0; presses < 30; presses++) {
    await page.keyboard.press("Tab");
    const inside = await page.evaluate(
      () => document.body === document.activeElement || Boolean(document.activeElement?.closest(".kb-call")),
    );
    assert.ok(inside, "the focus is behind the call");
  }
  await page.focus(".kb-call__foot .kb-button--main");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Enter");
  assert.match(await count(page), /^第 3 步/, "the button keeps the focus");
  assert.equal(await page.$eval(".kb-call__main", (main) => main.getAttribute("aria-live")), "polite");
  await page.keyboard.press("Escape");
  await page.waitForSelector(".kb-call:not([open])");
  await page.browserContext().close();
});

test("the panel's values stand in the words and in the note, which is copied as it was changed", async () => {
  const context = await site.browser.createBrowserContext();
  const page = await site.page(SCRIPT, { ...PHONE, context });
  await page.evaluate(() => {
    const store = /** @type {any} */ (window);
    Object.defineProperty(navigator, "clipboard", {
      value: { writeText: async (/** @type {string} */ text) => (store.copied = text) },
    });
  });
  await openPanel(page);
  await fillIn(page, { 房号: "3栋1502", 经办人: "小李" });
  await page.keyboard.press("Escape");
  await call(page);
  assert.match(await text(page, ".kb-call__words"), /小李/);
  await tap(page, "别的…");
  await tap(page, "怀疑是骗子");
  await tap(page, "先到这里");
  const note = await page.$eval(".kb-call textarea", (area) => /** @type {HTMLTextAreaElement} */ (area).value);
  assert.match(
    note,
    /^2026年11月23日.* 电话，小区业主催费电话\n先到这里\n3栋1502 【称呼】：.*\n经办：小李\n对方说：怀疑是骗子$/,
  );
  await page.type(".kb-call textarea", "1");
  await tap(page, "复制记录");
  await eventually(async () =>
    assert.match(await page.evaluate(() => /** @type {any} */ (window).copied), /骗子1$|^1/),
  );
  assert.match(
    await page.$eval(".kb-call__leads a", (link) => /** @type {HTMLAnchorElement} */ (link).href),
    /\/checklists\/after-call\.html$/,
  );
  await context.close();
});

test("where no channel is chosen, it is the first of the pack that the script has", async () => {
  const page = await opened("scripts/promise-missed.html#call"); // its first step is not said by phone
  assert.equal(await text(page, ".kb-call__line .kb-call__tools"), "微信复制");
  await tap(page, "下一步 ›");
  assert.equal(await text(page, ".kb-call__line .kb-call__tools"), "电话复制");
  await page.browserContext().close();
});

test("the chosen channel is kept in the call", async () => {
  const page = await opened(`${SCRIPT}#call`, {
    ...PHONE,
    before: (tab) => tab.evaluateOnNewDocument(() => sessionStorage.setItem("huashu.channel./", "微信")),
  });
  assert.equal(await text(page, ".kb-call__tools"), "微信复制");
  await page.browserContext().close();
});

test("the words of a page whose day is over are not offered for copying", async () => {
  const page = await opened(`${SCRIPT}#call`, { ...PHONE, day: "2030-01-01" });
  assert.equal(await page.$(".kb-call__main button"), null);
  assert.match(await text(page, ".kb-call__status"), /到期/);
  await page.browserContext().close();
});

test("nothing is wider than a screen of 320 px, at a step, after a reply, at an end", async () => {
  const page = await opened(`${SCRIPT}#call`, { width: 320, height: 568 });
  assert.ok((await page.$eval(".kb-call__main", (main) => main.clientHeight)) > 150);
  assert.ok((await wide(page)) <= 320, "step");
  await tap(page, "别的…");
  assert.ok((await wide(page)) <= 320, "list");
  await tap(page, "要投诉／要起诉");
  assert.ok((await wide(page)) <= 320, "reply");
  await page.keyboard.press("1");
  assert.ok((await wide(page)) <= 320, "end");
  await page.browserContext().close();
});

test("with text of twice the size nothing is wider than the screen and the buttons stay in sight", async () => {
  const page = await opened(`${SCRIPT}#call`, { width: 360, height: 640 });
  await page.evaluate(() => {
    document.documentElement.style.fontSize = "32px";
  });
  assert.ok((await wide(page)) <= 360);
  const foot = await page.$eval(".kb-call__foot", (element) => element.getBoundingClientRect().bottom);
  assert.ok(foot <= 640, `the buttons end at ${foot}`);
  await page.browserContext().close();
});

test("it works from a folder on the disk", async (t) => {
  const disk = await openSite({ from: "file" });
  t.after(() => disk.close());
  const page = await disk.page(SCRIPT, PHONE);
  await call(page);
  await tap(page, "下一步 ›");
  assert.match(await count(page), /^第 2 步/);
  await page.keyboard.press("1");
  assert.equal((await way(page)).length, 3);
  assert.deepEqual(disk.problems, []);
});

test("what the call needs is loaded when it is opened, not before", async () => {
  const context = await site.browser.createBrowserContext(); // nothing cached
  const begun = site.asked.length;
  const parts = () => {
    const asked = site.asked.slice(begun).map((path) => path.replace(/\.[0-9a-f]{8}(?=\.js$)/, ""));
    return asked.filter((path) => /calls?\.js$/.test(path));
  };
  const page = await site.page(SCRIPT, { ...PHONE, context });
  assert.deepEqual(parts(), []);
  await call(page);
  assert.deepEqual(parts().sort(), ["/assets/data/calls.js", "/assets/javascripts/call.js"]);
  await context.close();
  assert.deepEqual(site.problems, []);
});
