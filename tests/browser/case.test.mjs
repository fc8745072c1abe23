import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import {
  answered,
  click,
  eventually,
  field,
  fillIn,
  focused,
  LETTER,
  OBJECTION,
  openPanel,
  press,
  SCRIPT,
  text,
  words,
} from "./sample.mjs";
import { openSite } from "./site.mjs";

/** @type {Awaited<ReturnType<typeof openSite>>} */
let site;
before(async () => (site = await openSite()));
after(() => site.close());

const BILL = { 欠费起月: "2026-01", 欠费止月: "2026-06", 面积: "98.6", 收费单价: "2.8" };

test("words fill in while somebody types, derived blanks too", async () => {
  const page = await site.page(SCRIPT);
  await openPanel(page);
  assert.match(await words(page, "check-the-bill", 1), /【房号】的物业费请您核对：\n【欠费起月】至/);
  await fillIn(page, { ...BILL, 房号: "3栋1502" });
  const said = await words(page, "check-the-bill", 1);
  assert.match(said, /3栋1502的物业费请您核对：\n2026年1月至2026年6月，共 6 个月\n/);
  assert.match(said, /98\.6 ㎡ × 2\.80 元[\s\S]*未到账 1656\.48 元/);
  await page.close();
});

/** What the browser keeps: names of what is on the device, and in the tab. @param {import("puppeteer-core").Page} page */
const kept = (page) =>
  page.evaluate(() =>
    [localStorage, sessionStorage].map((store) =>
      Object.keys(store)
        .filter((key) => /^huashu\.(case|own|open)/.test(key))
        .sort(),
    ),
  );

test("the case follows to every page, and into no other tab", async () => {
  const page = await site.page(SCRIPT);
  await openPanel(page);
  await fillIn(page, { ...BILL, 已缴金额: "656.48" });
  await page.goto(`${site.base}${OBJECTION}`);
  assert.match(await page.$eval(".kb-words", (element) => element.textContent || ""), /1000\.00/);
  const other = await site.page(OBJECTION);
  assert.doesNotMatch(await other.$eval(".kb-words", (element) => element.textContent || ""), /1000\.00/);
  assert.deepEqual(await kept(page), [[], ["huashu.case./"]]);
  await page.close();
  await other.close();
});

test("a field says what it cannot read, and fills nothing with it", async () => {
  const page = await site.page(SCRIPT);
  await openPanel(page);
  await fillIn(page, { ...BILL, 已缴金额: "大约一百" });
  const paid = await field(page, "已缴金额");
  assert.equal(await page.$eval(paid, (element) => element.getAttribute("aria-invalid")), "true");
  assert.match(await text(page, `${paid}-wrong`), /请填金额/);
  assert.match(await words(page, "check-the-bill", 1), /未到账 【欠费金额】 元/);
  await page.click(paid, { count: 3 });
  await page.type(paid, "0");
  assert.equal(await text(page, `${paid}-wrong`), "");
  assert.match(await words(page, "check-the-bill", 1), /未到账 1656\.48 元/);
  await page.close();
});

test("months the wrong way round are said", async () => {
  const page = await site.page(SCRIPT);
  await openPanel(page);
  await fillIn(page, { 欠费起月: "2026-06", 欠费止月: "2026-01" });
  assert.match(await text(page, `${await field(page, "欠费月数")}-wrong`), /算不出来/);
  await page.close();
});

test("a day that has to lie ahead and has passed is said", async () => {
  const page = await site.page(LETTER);
  await openPanel(page);
  const wrong = `${await field(page, "截止日期")}-wrong`;
  await fillIn(page, { 截止日期: "2026-11-22" });
  assert.match(await text(page, wrong), /已经过了/);
  await fillIn(page, { 截止日期: "2026-11-23" });
  assert.equal(await text(page, wrong), "", "today is not over");
  await page.close();
});

test("what is typed goes before what the formula gives; emptied, the formula is back", async () => {
  const page = await site.page(SCRIPT);
  await openPanel(page);
  await fillIn(page, { ...BILL, 欠费金额: "1600" });
  assert.match(await words(page, "check-the-bill", 1), /未到账 1600\.00 元/);
  await page.click(await field(page, "欠费金额"), { count: 3 });
  await page.keyboard.press("Backspace");
  assert.match(await words(page, "check-the-bill", 1), /未到账 1656\.48 元/);
  await page.close();
});

test("on a phone a bar opens the sheet; Escape closes it and leaves what was typed", async () => {
  const page = await site.page(SCRIPT, { width: 360, height: 740 });
  assert.equal((await page.$$(".kb-field")).length, 0);
  await openPanel(page);
  await eventually(async () =>
    assert.equal(await page.evaluate(() => document.activeElement?.className.includes("kb-case__close")), true),
  );
  const left = await text(page, ".kb-case__left");
  await fillIn(page, { 房号: "3栋1502" });
  await page.keyboard.press("Escape");
  await page.waitForSelector(".kb-sheet:not([open])");
  assert.notEqual(await text(page, ".kb-case__left"), left);
  assert.match(await words(page, "check-the-bill", 1), /3栋1502的物业费/);
  await page.close();
});

test("a gap in the words leads to its field", async () => {
  const page = await site.page(SCRIPT, { width: 360, height: 740 });
  await page.waitForSelector(".kb-case__bar");
  await page.$eval('kb-blank[name="欠费金额"]', (element) => /** @type {HTMLElement} */ (element).click());
  await page.waitForSelector(".kb-sheet[open] .kb-field");
  await focused(page, "欠费金额");
  await page.close();
});

test("no request and no address ever carries what was typed", async () => {
  const secret = "绝密幺零二四";
  const page = await site.page(SCRIPT);
  /** @type {string[]} */
  const sent = [];
  page.on("request", (request) =>
    sent.push(`${request.url()} ${request.postData() || ""} ${JSON.stringify(request.headers())}`),
  );
  await openPanel(page);
  await fillIn(page, { 房号: secret, 面积: "98765.4321" });
  await page.keyboard.press("Enter");
  await press(page, 'kb-say[item="check-the-bill"]', "复制电话版");
  await page.waitForSelector('kb-say[item="check-the-bill"] .kb-tools__status:not(:empty)');
  await page.click(".kb-tick--step input");
  await press(page, ".kb-run", "复制小结");
  await page.waitForSelector(".kb-run .kb-tools__status:not(:empty)");
  for (const path of [OBJECTION, "checks/index.html", "search/index.html", SCRIPT]) {
    await page.goto(site.base + path);
    await page.waitForNetworkIdle({ idleTime: 100 }); // what a page asks for later counts, too
    sent.push(page.url());
  }
  await openPanel(page);
  await press(page, ".kb-case", "全部清空");
  await press(page, ".kb-ask", "全部清空");
  await answered(page);
  sent.push(page.url(), ...site.asked);
  assert.ok(sent.length > 10);
  const leaks = sent.map(decodeURIComponent).filter((line) => line.includes(secret) || line.includes("98765"));
  assert.deepEqual(leaks, []);
  const left = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie]));
  assert.ok(!left.includes(secret) && !left.includes("98765"), left);
  await page.close();
});

test("a case that cannot be read is set aside, and the page works", async () => {
  const page = await site.page(SCRIPT);
  await page.evaluate(() => sessionStorage.setItem("huashu.case", "{oops"));
  await page.reload();
  await openPanel(page);
  await fillIn(page, { 房号: "3栋1502" });
  assert.match(await words(page, "check-the-bill", 1), /3栋1502的物业费/);
  assert.equal(await page.evaluate(() => sessionStorage.getItem("huashu.aside.huashu.case./")), "{oops");
  await page.close();
});

test("a browser that allows no storage is told, and the page works", async () => {
  const page = await site.page(SCRIPT, {
    before: (tab) =>
      tab.evaluateOnNewDocument(() => {
        for (const kind of ["localStorage", "sessionStorage"]) {
          Object.defineProperty(window, kind, {
            get: () => {
              throw new DOMException("denied", "SecurityError");
            },
          });
        }
      }),
  });
  await openPanel(page);
  assert.match(await text(page, ".kb-case__hint"), /不让网页保存/);
  await fillIn(page, { 房号: "3栋1502" });
  assert.match(await words(page, "check-the-bill", 1), /3栋1502的物业费/);
  assert.match(await text(page, ".kb-run .kb-tools__status"), /不让网页保存/);
  await page.click(".kb-tick--step input");
  assert.match(await text(page, ".kb-run__count"), /^1\//);
  await page.close();
  // Material's own scripts read localStorage unguarded; ours must not add to that.
  assert.deepEqual(
    site.problems.splice(0).filter((problem) => problem.includes("huashu.js")),
    [],
  );
});

test("as long as the browser keeps nothing, the page says so: ticking and filling in do not hide it", async () => {
  const page = await site.page(SCRIPT, {
    before: (tab) =>
      tab.evaluateOnNewDocument(() => Object.defineProperty(window, "localStorage", { get: () => null })),
  });
  await openPanel(page);
  for (let n = 0; n < 2; n++) {
    await click((await page.$$(".kb-tick--step input"))[n]);
    await fillIn(page, { 房号: `3栋150${n}` });
    assert.match(await text(page, ".kb-run__unkept"), /不让网页保存/);
    assert.match(await text(page, ".kb-case__hint"), /不让网页保存/);
  }
  await page.close();
  site.problems.length = 0; // Material reads localStorage unguarded
});

test("no page complained", () => assert.deepEqual(site.problems, []));
