import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { eventually, OBJECTION, PAGES, results, SCRIPT, text } from "./sample.mjs";
import { openSite } from "./site.mjs";

/** @type {Awaited<ReturnType<typeof openSite>>} */
let site;
before(async () => (site = await openSite()));
after(() => site.close());

const STEP = '[data-item="check-the-bill"]';
/** Watches the clipboard. @param {import("puppeteer-core").Page} tab */
const watched = (tab) =>
  tab.evaluateOnNewDocument(() => {
    const writeText = async (/** @type {string} */ value) => void Object.assign(window, { copied: value });
    Object.defineProperty(navigator, "clipboard", { value: { writeText } });
    Object.defineProperty(navigator, "share", { value: undefined, configurable: true });
  });
const copied = (/** @type {import("puppeteer-core").Page} */ page) =>
  page.evaluate(() => /** @type {any} */ (window).copied);

test("a step that is kept and pages looked at stand on the home page and in the empty search box", async () => {
  const context = await site.browser.createBrowserContext();
  const page = await site.page(SCRIPT, { context });
  await (await page.waitForSelector(`${STEP} .kb-mark__button[aria-pressed]`))?.click();
  assert.equal(await text(page, `${STEP} .kb-mark__button`), "★");
  await page.goto(site.base + OBJECTION, { waitUntil: "load" });
  await page.waitForSelector("kb-mark button");
  await page.goto(site.base + PAGES.home, { waitUntil: "load" });
  const lists = () =>
    page.$$eval(".kb-home .kb-shelf", (all) =>
      all.map((one) => [
        one.querySelector("p")?.textContent,
        [...one.querySelectorAll("a")].map((a) => a.getAttribute("href")),
      ]),
    );
  await page.waitForSelector(".kb-home .kb-shelf");
  const [kept, recent] = await lists();
  assert.deepEqual(kept, ["收藏", [`${site.base}${SCRIPT}#check-the-bill`]]);
  assert.deepEqual(recent, ["最近看过", [site.base + OBJECTION, site.base + SCRIPT]]);
  await page.click("kb-search input");
  await page.waitForSelector(".kb-search__panel .kb-shelf");
  assert.equal((await page.$$(".kb-search__panel .kb-shelf a")).length, 3);
  await context.close();
});

test("the link of a step leads to it: copied, or given to the device's own dialog", async () => {
  const page = await site.page(SCRIPT, { before: watched });
  await (await page.waitForSelector(`${STEP} .kb-mark__button + .kb-mark__button`))?.click();
  await page.waitForSelector(`${STEP} .kb-mark__told:not(:empty)`);
  assert.equal(await copied(page), `${site.base}${SCRIPT}#check-the-bill`);
  await page.evaluate(() => {
    const store = /** @type {any} */ (window);
    Object.defineProperty(navigator, "share", {
      value: async (/** @type {any} */ given) => void (store.shared = given),
    });
  });
  await page.click(`${STEP} .kb-mark__button + .kb-mark__button`);
  assert.equal(
    (await page.evaluate(() => /** @type {any} */ (window).shared)).url,
    `${site.base}${SCRIPT}#check-the-bill`,
  );
  await page.close();
});

test("keys: c copies the words, ? shows the keys, a digit copies or opens a result", async () => {
  const page = await site.page(OBJECTION, { before: watched });
  await page.waitForSelector("kb-say .kb-tools");
  await page.keyboard.press("c");
  await eventually(async () => assert.ok((await copied(page))?.length > 20));
  await page.keyboard.type("?");
  await page.waitForSelector(".kb-ask li", { visible: true });
  await page.keyboard.press("Escape");
  await eventually(async () => assert.equal(await page.$(".kb-ask"), null));
  await page.keyboard.press("/");
  await page.keyboard.type("电梯坏了");
  await results(page, "电梯坏了");
  const first = await page.$eval(".kb-hits a", (link) => /** @type {HTMLAnchorElement} */ (link).href);
  await page.keyboard.press("ArrowDown");
  await page.evaluate(() => void Object.assign(window, { copied: "" }));
  await page.keyboard.down("Shift");
  await page.keyboard.press("Digit1");
  await page.keyboard.up("Shift");
  await eventually(async () => assert.ok((await copied(page))?.length > 20));
  await page.keyboard.press("Digit1");
  await eventually(async () => assert.equal(page.url(), first));
  await page.close();
});

test("no page complained", () => assert.deepEqual(site.problems, []));
