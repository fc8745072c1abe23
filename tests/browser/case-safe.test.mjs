/** Whose case it is, what stays and what goes, and sums that contradict each other. */

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import {
  answered,
  click,
  eventually,
  field,
  fillIn,
  focused,
  OBJECTION,
  openPanel,
  press,
  results,
  SCRIPT,
  text,
  words,
} from "./sample.mjs";
import { openSite } from "./site.mjs";

/** @type {Awaited<ReturnType<typeof openSite>>} */
let site;
before(async () => (site = await openSite()));
after(() => site.close());

/** @typedef {import("puppeteer-core").Page} Page */

const PHONE = { width: 390, height: 750 };
const OWNER = { 称呼: "王女士", 房号: "3栋1502" };
const PARTS = { 欠费起月: "2026-01", 欠费止月: "2026-06", 面积: "98.6", 收费单价: "2.8" };
const BILL = 'kb-say[item="check-the-bill"]';
const WECHAT = `${BILL} .kb-words__version[data-channel="微信"]`;

/** A page in a browser of its own, whose clipboard can be read. @param {string} path @param {object} [view] */
async function fresh(path, view = {}) {
  const context = await site.browser.createBrowserContext();
  return site.page(path, { context, before: watched, ...view });
}

/** @param {Page} tab */
const watched = (tab) =>
  tab.evaluateOnNewDocument(() => {
    const store = /** @type {any} */ (window);
    const writeText = async (/** @type {string} */ value) => (store.copied = value);
    Object.defineProperty(navigator, "clipboard", { value: { writeText } });
  });

const copied = (/** @type {Page} */ page) => page.evaluate(() => /** @type {any} */ (window).copied);

/** Let hours pass. @param {Page} page @param {number} hours */
async function wait(page, hours) {
  await page.evaluate((ms) => {
    const Real = Date;
    globalThis.Date = /** @type {any} */ (
      class extends Real {
        /** @param {any[]} parts */
        constructor(...parts) {
          // @ts-expect-error what the real one takes
          super(...(parts.length ? parts : [Real.now() + ms]));
        }
        static now() {
          return Real.now() + ms;
        }
      }
    );
    document.dispatchEvent(new Event("visibilitychange")); // somebody looks at it again
  }, hours * 3_600_000);
}

/** The labels of the fields that stand open. @param {Page} page @param {string} part */
const labels = (page, part) =>
  page.$$eval(`.kb-case > .kb-case__group:nth-of-type(${part}) > div label`, (all) =>
    all.map((label) => label.firstChild?.textContent || ""),
  );

test("what is one's own is in every tab and after the next owner; the owner's is in this tab and goes", async () => {
  const page = await fresh(SCRIPT);
  await openPanel(page);
  await fillIn(page, { ...OWNER, 经办人: "李敏", 工号: "0217" });
  const other = await site.page("objections/vacant-home.html", { context: page.browserContext() });
  await openPanel(other);
  const said = await other.$$eval(".kb-words__text", (all) => all.map((one) => one.textContent).join());
  assert.match(said, /李敏/);
  assert.doesNotMatch(said, /王女士/);
  await fillIn(other, { 物业处名称: "阳光里" });
  await page.bringToFront();
  await press(page, ".kb-case", "下一户");
  assert.match(await words(page, "direct-opening"), /李敏，工号0217/);
  assert.match(await words(page, "check-the-bill", 1), /【称呼】，您好，【房号】/);
  await eventually(async () =>
    assert.match(
      await page.$eval("body", (body) => body.textContent || ""),
      /我是阳光里的管家/,
      "the other tab's is here",
    ),
  );
  const left = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]));
  assert.doesNotMatch(left, /王女士|1502/);
  await page.browserContext().close();
});

test("the panel says in a sentence what is kept where, and parts the fields by it", async () => {
  const page = await fresh(SCRIPT);
  await openPanel(page);
  assert.match(await text(page, ".kb-case__hint"), /只留在这个标签页.*记在这台设备上.*到您清空为止.*都不上传/);
  const parts = await page.$$eval(".kb-case > .kb-case__group > summary", (all) =>
    all.map((one) => one.firstChild?.textContent),
  );
  assert.deepEqual(parts, ["这一户（只在这个标签页）", "自己的（记在这台设备上）"]);
  assert.ok((await labels(page, "2")).includes("经办人"));
  assert.ok(!(await labels(page, "1")).includes("经办人"));
  await page.browserContext().close();
});

test("the next owner, and everything, can be had back; everything asks before", async () => {
  const page = await fresh(SCRIPT);
  await openPanel(page);
  await fillIn(page, { ...OWNER, 经办人: "李敏" });
  await press(page, ".kb-case", "下一户");
  await press(page, ".kb-case", "撤销");
  assert.match(await words(page, "check-the-bill", 1), /王女士，您好，3栋1502/);
  await press(page, ".kb-case", "全部清空");
  await press(page, ".kb-ask", "不清");
  await answered(page);
  assert.match(await words(page, "direct-opening"), /李敏/);
  await press(page, ".kb-case", "全部清空");
  await press(page, ".kb-ask", "全部清空");
  await answered(page);
  await eventually(async () => assert.match(await words(page, "direct-opening"), /【经办人】/));
  assert.doesNotMatch(
    await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }])),
    /王女士|1502|李敏/,
  );
  await press(page, ".kb-case", "撤销");
  assert.match(await words(page, "direct-opening"), /李敏/);
  assert.match(await words(page, "check-the-bill", 1), /王女士/);
  await page.browserContext().close();
});

test("whose it is stands in the bar, beside every copy button, in the call and in the results", async () => {
  const page = await fresh(SCRIPT, PHONE);
  await openPanel(page);
  await fillIn(page, OWNER);
  await page.keyboard.press("Escape");
  const who = "王女士 · 3栋1502";
  assert.equal(await text(page, ".kb-case__who strong"), who);
  const beside = await page.$$eval(".kb-words__version .kb-tools, kb-whole .kb-tools", (all) =>
    all.map((one) => one.querySelector("kb-whose")?.textContent),
  );
  assert.ok(beside.length > 5);
  assert.deepEqual([...new Set(beside)], [who]);
  await click((await page.$$("kb-call a"))[0]);
  await page.waitForSelector(".kb-call[open]");
  assert.equal(await text(page, ".kb-call > kb-whose"), who);
  await page.keyboard.press("Escape");
  await page.waitForSelector(".kb-call:not([open])");
  await page.type("kb-search input", "服务差");
  await page.waitForSelector(".kb-hit__copy");
  const hits = await page.$$eval(".kb-hit__line:has(.kb-hit__copy)", (all) =>
    all.map((one) => one.querySelector(".kb-hit__whose")?.textContent),
  );
  assert.deepEqual([...new Set(hits)], [who]);
  await page.browserContext().close();
});

test("a case older than four hours asks before it is used: its words are open until then, and copying asks", async () => {
  const page = await fresh(SCRIPT, PHONE);
  await openPanel(page);
  await fillIn(page, { ...OWNER, 经办人: "李敏" });
  await page.keyboard.press("Escape");
  await wait(page, 3.9);
  assert.match(await words(page, "check-the-bill", 1), /王女士/);
  assert.equal(await text(page, ".kb-case__bar kb-still"), "");
  await wait(page, 0.2);
  assert.match(await words(page, "check-the-bill", 1), /【称呼】/);
  assert.match(await words(page, "direct-opening"), /李敏/, "what is one's own does not grow old");
  assert.match(await text(page, ".kb-case__bar kb-still"), /王女士 · 3栋1502是.*10:00.*填的。现在还是这一户吗/);
  await press(page, WECHAT, "复制微信版");
  await press(page, ".kb-ask", "先不用");
  await answered(page);
  assert.equal(await copied(page), undefined);
  await press(page, WECHAT, "复制微信版");
  await press(page, ".kb-ask", "还是这一户");
  await eventually(async () => assert.match(await copied(page), /^王女士，您好，3栋1502/));
  assert.match(await words(page, "check-the-bill", 1), /王女士/);
  assert.equal(await text(page, ".kb-case__bar kb-still"), "");
  await page.browserContext().close();
});

test("an old case asks on a page that is opened, in the call, and before a tick; another owner is one tap", async () => {
  const page = await fresh(SCRIPT, PHONE);
  await openPanel(page);
  await fillIn(page, OWNER);
  await page.keyboard.press("Escape");
  await page.evaluate(() => {
    const key = "huashu.case./";
    const one = JSON.parse(sessionStorage.getItem(key) || "{}");
    sessionStorage.setItem(key, JSON.stringify({ ...one, touched: new Date(Date.now() - 5 * 3_600_000) }));
  });
  await page.reload();
  assert.match(await words(page, "check-the-bill", 1), /【称呼】/);
  await click((await page.$$(".kb-tick--step input"))[0]);
  await press(page, ".kb-ask", "先不用");
  await answered(page);
  await eventually(async () => assert.equal((await page.$$(".kb-tick__box:checked")).length, 0));
  await click((await page.$$("kb-call a"))[0]);
  await page.waitForSelector(".kb-ask[open]");
  await press(page, ".kb-ask", "先不用");
  await page.waitForSelector(".kb-call[open]");
  assert.doesNotMatch(await text(page, ".kb-call__words"), /王女士/);
  await page.keyboard.press("Escape");
  await page.waitForSelector(".kb-call:not([open])");
  await press(page, ".kb-case__bar kb-still", "下一户");
  assert.equal(await text(page, ".kb-case__who strong"), "本次对象");
  await page.browserContext().close();
});

test("a sum that its parts contradict is told at the field, in the words and at the button; copying asks once", async () => {
  const page = await fresh(SCRIPT);
  await openPanel(page);
  await fillIn(page, { ...OWNER, ...PARTS, 欠费金额: "2640" });
  const told = "欠费金额填的是 2640.00，算出来是 1656.48，差 983.52。";
  assert.equal(await text(page, `${await field(page, "欠费金额")}-wrong`), told);
  assert.equal(await text(page, `${WECHAT} .kb-tools__doubt`), told);
  const phone = `${BILL} .kb-words__version[data-channel="电话"]`;
  assert.equal(await text(page, `${phone} .kb-tools__doubt`), told, "how it is read aloud rests on it");
  assert.equal(
    await text(page, 'kb-say[item="direct-opening"] .kb-tools__doubt'),
    "",
    "other words have nothing to do with it",
  );
  assert.deepEqual(
    await page.$$eval(`${WECHAT} .kb-words__text kb-blank[doubt]`, (all) => all.map((one) => one.textContent)),
    ["2640.00"],
  );
  assert.equal(
    await page.$eval(`${WECHAT} .kb-button`, (one) => {
      const id = one.getAttribute("aria-describedby") || "";
      return document.getElementById(id)?.textContent;
    }),
    told,
  );
  await press(page, WECHAT, "复制微信版");
  assert.match(await text(page, ".kb-ask"), /差 983\.52/);
  await press(page, ".kb-ask", "不复制");
  await answered(page);
  assert.equal(await copied(page), undefined);
  await press(page, WECHAT, "复制微信版");
  await press(page, ".kb-ask", "核对过了，复制");
  await eventually(async () => assert.match(await copied(page), /未到账 2640\.00 元/));
  await page.evaluate(() => void Object.assign(window, { copied: "" }));
  await press(page, phone, "复制电话版");
  await eventually(async () => assert.match(await copied(page), /两千六百四十块/), 15_000);
  assert.equal(await page.$(".kb-ask"), null, "it asks once");
  await fillIn(page, { 欠费金额: "2641" });
  await press(page, phone, "复制电话版");
  await page.waitForSelector(".kb-ask[open]");
  await page.browserContext().close();
});

test("a sum in doubt is told in the call and on other pages, and asks there, too", async () => {
  const page = await fresh(SCRIPT, PHONE);
  await openPanel(page);
  await fillIn(page, { ...PARTS, 欠费金额: "2640" });
  await page.keyboard.press("Escape");
  await page.goto(`${site.base}${SCRIPT}#call=check-the-bill`);
  await page.waitForSelector(".kb-call[open]");
  assert.match(await text(page, ".kb-call__doubt"), /差 983\.52/);
  await press(page, ".kb-call__line", "复制");
  await page.waitForSelector(".kb-ask[open]");
  await page.goto(`${site.base}${OBJECTION}`);
  await page.waitForSelector("kb-say .kb-tools");
  assert.match(await page.$eval("kb-say", (one) => one.textContent || ""), /差 983\.52/);
  await page.browserContext().close();
});

test("where the parts of a sum are unknown, words for the sum alone stand there, and the reader may choose", async () => {
  const page = await fresh(SCRIPT);
  await openPanel(page);
  const seen = () =>
    page.$$eval(`${WECHAT} :is(.kb-words__text, .kb-words__sum)`, (all) =>
      all.filter((one) => one.checkVisibility()).map((one) => /** @type {HTMLElement} */ (one).innerText),
    );
  assert.match((await seen()).join(), /^【称呼】.*\n【欠费起月】/, "nothing is known yet: the whole words");
  await fillIn(page, { ...OWNER, 欠费金额: "2640", 账单编号: "B7", 公示位置: "大堂" });
  const [alone, ...others] = await seen();
  assert.deepEqual(others, []);
  assert.match(alone, /未到账 2640\.00 元，账单编号B7/);
  assert.doesNotMatch(alone, /【|㎡/);
  await press(page, WECHAT, "复制微信版");
  await eventually(async () => assert.equal(await copied(page), alone));
  await press(page, WECHAT, "带上算法");
  assert.match((await seen()).join(), /【面积】 ㎡/);
  await press(page, WECHAT, "只报总数");
  assert.match((await seen()).join(), /账单明细/);
  await page.goto(`${site.base}${SCRIPT}#call=check-the-bill`);
  await page.reload();
  await page.waitForSelector(".kb-call[open]");
  assert.match(await text(page, ".kb-call__words"), /两千六百四十块没到账，付过的已经减掉了/);
  await page.keyboard.press("Escape");
  await openPanel(page);
  await press(page, WECHAT, "带上算法"); // now its fields are asked for
  await fillIn(page, PARTS);
  assert.match((await seen()).join(), /98\.6 ㎡/, "the parts are known: the whole words again");
  await page.browserContext().close();
});

test("a found version is shown and copied for the sum alone where its parts are unknown", async () => {
  const page = await fresh(SCRIPT);
  await openPanel(page);
  await fillIn(page, { ...OWNER, 欠费金额: "2640" });
  await page.goto(`${site.base}search/index.html#q=${encodeURIComponent("说清账单")}`);
  const line = `.kb-hit__line:has(a[href*="residential-call.html#check-the-bill"])`;
  await page.waitForSelector(`${line} .kb-hit__copy`);
  await page.click(`${line} .kb-hit__copy`);
  await eventually(async () => assert.match(await copied(page), /两千六百四十块没到账，付过的已经减掉了/));
  assert.doesNotMatch(await copied(page), /【/);
  await page.browserContext().close();
});

test("the fields are those of the words on this page in the order they are said, the empty ones first", async () => {
  const page = await fresh(SCRIPT);
  await openPanel(page);
  const [own, owners] = [await labels(page, "2"), await labels(page, "1")];
  assert.deepEqual(own.slice(0, 3), ["物业处名称", "经办人", "工号"], "as the first sentence says them");
  assert.deepEqual(owners.slice(0, 2), ["称呼", "账单核对项"]);
  assert.ok(!owners.includes("欠费金额读法"), "what only words another blank is not asked for");
  const before = (/** @type {string} */ one, /** @type {string} */ other) =>
    assert.ok(owners.indexOf(one) < owners.indexOf(other), `${one} is said before ${other}: ${owners}`);
  before("账单核对项", "欠费起月");
  before("欠费起月", "欠费金额");
  before("欠费金额", "账单编号");
  await fillIn(page, { 称呼: "王女士" });
  assert.equal((await labels(page, "1"))[0], "称呼", "nothing moves while somebody types");
  await page.reload();
  await openPanel(page);
  assert.equal((await labels(page, "1"))[0], "账单核对项");
  assert.match(await text(page, ".kb-case__done summary"), /填好的 1 项/);
  await page.click(".kb-case__all > summary");
  await page.waitForSelector(".kb-case__all .kb-field");
  const names = await page.$$eval(".kb-case .kb-field label", (all) => all.map((one) => one.firstChild?.textContent));
  assert.equal(new Set(names).size, names.length, "each has one field");
  assert.ok(names.includes("送达日期"), "the others wait behind all");
  await page.browserContext().close();
});

test("with a channel chosen, only what its words need is asked for", async () => {
  const page = await fresh(SCRIPT);
  await openPanel(page);
  assert.ok((await labels(page, "1")).includes("账单编号"));
  await page.$$eval(".kb-channels label", (all) =>
    all
      .find((one) => one.textContent === "电话")
      ?.querySelector("input")
      ?.click(),
  );
  await eventually(async () => assert.ok(!(await labels(page, "1")).includes("账单编号")));
  assert.ok((await labels(page, "1")).includes("面积"));
  await page.browserContext().close();
});

test("months and days are pasted and typed as people have them; the field shows what was understood", async () => {
  const page = await fresh(SCRIPT);
  await openPanel(page);
  const input = await field(page, "欠费起月");
  for (const [typed, month] of Object.entries({ 26.1: "2026年1月", 46023: "2026年1月", 去年12月: "2025年12月" })) {
    await page.focus(input);
    await page.$eval(input, (element) => /** @type {HTMLInputElement} */ (element).select());
    await page.evaluate((pasted) => document.execCommand("insertText", false, pasted), typed);
    await page.$eval(input, (element) => /** @type {HTMLElement} */ (element).blur());
    assert.equal(await page.$eval(input, (element) => /** @type {HTMLInputElement} */ (element).value), month);
    assert.match(await words(page, "check-the-bill", 1), new RegExp(`\n${month}至`));
  }
  await fillIn(page, { 欠费起月: "不记得" });
  assert.match(await text(page, `${input}-wrong`), /看不出是哪个月/);
  await page.browserContext().close();
});

test("a gap leads to the field that fills it, also where it stands folded", async () => {
  const page = await fresh(SCRIPT);
  await openPanel(page);
  await fillIn(page, { 经办人: "李敏" });
  await page.reload();
  await openPanel(page);
  await page.$eval(".kb-words kb-blank[name=经办人]", (element) => /** @type {HTMLElement} */ (element).click());
  await focused(page, "经办人");
  await page.$eval(".kb-words kb-blank[name=欠费金额读法]", (element) => /** @type {HTMLElement} */ (element).click());
  await focused(page, "欠费金额");
  await page.browserContext().close();
});

test("words that wait for approval are not copied from the page or the results, as in the call", async () => {
  const page = await fresh("objections/death-in-the-family.html");
  const button = await page.waitForSelector("kb-say .kb-button");
  assert.equal(await button?.evaluate((one) => one.getAttribute("aria-disabled")), "true");
  await button?.click();
  await page.waitForSelector("kb-say .kb-tools__status:not(:empty)");
  assert.match(await text(page, "kb-say .kb-tools__status"), /法务/);
  assert.equal(await copied(page), undefined);
  await page.type("kb-search input", "家里刚有人走了");
  await results(page, "家里刚有人走了");
  const state = await page.$$eval(".kb-hit", (all) =>
    all
      .filter((one) => one.querySelector(".kb-status--disputed"))
      .flatMap((one) => [...one.querySelectorAll(".kb-hit__copy")].map((copy) => copy.getAttribute("aria-disabled"))),
  );
  assert.ok(state.length);
  assert.deepEqual([...new Set(state)], ["true"]);
  await page.browserContext().close();
});

test("no page complained", () => assert.deepEqual(site.problems, []));
