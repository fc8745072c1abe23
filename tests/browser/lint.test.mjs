/** The page that checks any text, in Chromium and Firefox, over http and from the disk. */

import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { check, eventually, LINT, NOTICE, text } from "./sample.mjs";
import { missing, openSite, ROOT } from "./site.mjs";

/** @typedef {Awaited<ReturnType<typeof openSite>>} Site */
/** @typedef {import("puppeteer-core").Page} Page */

/** @type {Site} */
let site;
before(async () => (site = await openSite()));
after(() => site.close());

/** The finds: rule and line, what was written, the piece that is marked, what can be said instead. @param {Page} page */
function finds(page) {
  return page.$$eval(".kb-lint__find", (all) =>
    all.map((one) => {
      const said = (/** @type {string} */ selector) => one.querySelector(selector)?.textContent || "";
      return {
        where: said("h2 span"),
        bad: said(".kb-lint__bad p:last-child"),
        mark: said("mark"),
        good: said(".kb-lint__good p:nth-child(2)"),
      };
    }),
  );
}

for (const browser of /** @type {const} */ (["chromium", "firefox"])) {
  for (const from of /** @type {const} */ (["http", "file"])) {
    test(`${browser}, ${from}: a bad notice is shown beside what can be said`, { skip: missing(browser) }, async () => {
      const place = await openSite({ browser, from });
      const page = await place.page(LINT);
      await check(page, NOTICE);
      const [water, measures, power, date, ...others] = await finds(page);
      assert.deepEqual(others, []);
      assert.deepEqual(
        [water.where, measures.where, power.where, date.where],
        ["第 2 行 · R01", "第 2 行 · R38", "第 2 行 · R01", "第 3 行 · R39"],
      );
      assert.deepEqual([water.bad, water.mark], ["如果仍未支付，我们将不得不采取措施，如停水停电等。", "停水"]);
      assert.deepEqual([power.bad, power.mark], ["再拖着就斷·電！", "斷·電"]); // as it was written, disguise and all
      assert.match(water.good, /^说清日期和途径：“请在【截止日期】前缴清/);
      assert.equal(await text(page, ".kb-lint__status"), "找到 4 处，请逐条看：");
      const labels = await page.$$eval(".kb-lint__find:first-child .kb-label", (all) =>
        all.map((label) => label.textContent),
      );
      assert.deepEqual(labels, ["不能说", "可以说"]);
      assert.deepEqual(place.problems, []);
      await place.close();
    });
  }
}

test("what is bad stands beside what is good on a desk, above it on a phone, and nothing is wider than the screen", async () => {
  for (const [width, beside] of /** @type {[number, boolean][]} */ ([
    [1280, true],
    [360, false],
  ])) {
    const page = await site.page(LINT, { width });
    await check(page, NOTICE);
    const [bad, good] = await page.$$eval(".kb-lint__find:first-child .kb-lint__pair > div", (sides) =>
      sides.map((side) => side.getBoundingClientRect().top),
    );
    assert.equal(bad === good, beside);
    assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= width);
    await page.close();
  }
});

test("every link to the law leads to its article, and can be touched", async () => {
  const page = await site.page(LINT, { width: 360 });
  await check(page, NOTICE);
  await page.$$eval(".kb-lint__law details", (all) => all.forEach((more) => (more.open = true)));
  const links = await page.$$eval(".kb-lint__law a", (all) =>
    all.map((link) => [link.href, link.textContent || "", link.getBoundingClientRect().height]),
  );
  assert.ok(links.length > 8);
  for (const [href, name, height] of /** @type {[string, string, number][]} */ (links)) {
    const { pathname, hash } = new URL(href);
    const file = join(ROOT, pathname);
    assert.ok(existsSync(file), href);
    assert.match(readFileSync(file, "utf8"), new RegExp(`id="?${hash.slice(1)}["\\s>]`), href);
    assert.match(name, /^《.+》第.+条/);
    assert.ok(height >= 44, `${name}: ${height}`);
  }
  const touched = await page.$$eval(".kb-lint :is(button, summary)", (all) =>
    all.map((one) => one.getBoundingClientRect().height),
  );
  assert.ok(
    touched.every((height) => height >= 44),
    String(touched),
  );
  await page.close();
});

test("a clean text is said to be clean; an empty one needs no verdict", async () => {
  const page = await site.page(LINT);
  await check(page, "您好，您家 6 月的物业费还没到账，请在周五前缴清。");
  assert.match(await text(page, ".kb-lint__status"), /^没有发现不能说的话/);
  assert.deepEqual(await finds(page), []);
  await page.click(".kb-lint__line button");
  assert.equal(await text(page, ".kb-lint__status"), "");
  assert.equal(await page.$eval("#kb-lint-text", (box) => /** @type {HTMLTextAreaElement} */ (box).value), "");
  assert.equal(await page.evaluate(() => document.activeElement?.id), "kb-lint-text");
  await page.close();
});

test("what is mended goes while somebody types", async () => {
  const page = await site.page(LINT);
  await check(page, "请在周五前缴清，否则停水");
  assert.equal((await finds(page)).length, 1);
  for (let n = 0; n < 5; n++) await page.keyboard.press("Backspace");
  await page.keyboard.type("。");
  assert.equal(
    await page.$eval("#kb-lint-text", (box) => /** @type {HTMLTextAreaElement} */ (box).value),
    "请在周五前缴清。",
  );
  await eventually(async () => assert.match(await text(page, ".kb-lint__status"), /^没有发现/));
  assert.deepEqual(await finds(page), []);
  await page.close();
});

test("with the keyboard alone: to the box, the button that clears, the words to copy, the law", async () => {
  const page = await site.page(LINT);
  await page.waitForSelector("#kb-lint-text");
  const focus = () => page.evaluate(() => `${document.activeElement?.id}|${document.activeElement?.textContent}`);
  for (let n = 0; (await focus()).split("|")[0] !== "kb-lint-text"; n++) {
    assert.ok(n < 60, "the box is reached");
    await page.keyboard.press("Tab");
  }
  await page.keyboard.type("再不交就停水");
  await eventually(async () => assert.equal((await finds(page))[0]?.mark, "停水")); // the last keys; before, it may find less
  const way = [];
  for (let n = 0; n < 6; n++) {
    await page.keyboard.press("Tab");
    way.push((await focus()).split("|")[1]);
  }
  assert.deepEqual(way.slice(0, 3), ["清空", "复制引号里的话", "《民法典》第九百四十四条第三款"]);
  assert.equal(way[5], "还有 5 条");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  assert.match((await focus()).split("|")[1], /^《/);
  await page.close();
});

test("the words in quotes are copied, not the advice around them", async () => {
  const page = await site.page(LINT, {
    before: (tab) =>
      tab.evaluateOnNewDocument(() => {
        Object.defineProperty(navigator, "clipboard", {
          value: { writeText: async (/** @type {string} */ said) => void (document.title = said) },
        });
      }),
  });
  await check(page, "再不交就停水");
  await page.click(".kb-lint__good button");
  await page.waitForFunction(() => document.querySelector(".kb-lint__good [role=status]")?.textContent);
  assert.equal(await text(page, ".kb-lint__good [role=status]"), "已复制，还空着：截止日期");
  assert.match(await page.title(), /^请在【截止日期】前缴清；.*不受影响。$/);
  await page.close();
});

test("words that cannot be copied are shown to be copied by hand", async () => {
  const page = await site.page(LINT);
  await check(page, "再不交就停水");
  await page.evaluate(() => {
    Object.defineProperty(navigator, "clipboard", { value: undefined });
    document.execCommand = () => false;
  });
  await page.click(".kb-lint__good button");
  await page.waitForSelector(".kb-lint__good .kb-offer");
  assert.match(await text(page, ".kb-lint__good [role=status]"), /Ctrl\+C/);
  await page.close();
});

test("no request, no address and no storage carries what was typed", async () => {
  const page = await site.page(LINT);
  /** @type {string[]} */
  const sent = [];
  page.on("request", (request) =>
    sent.push(`${request.url()} ${request.postData() || ""} ${JSON.stringify(request.headers())}`),
  );
  await check(page, "绝密幺零二四再不交就停水");
  assert.equal((await finds(page)).length, 1);
  await Promise.all([page.waitForNavigation(), page.click(".kb-lint__law a")]);
  assert.match(page.url(), /\/laws\//);
  await page.waitForNetworkIdle({ idleTime: 100 }); // what the page asks for later counts, too
  sent.push(page.url(), ...site.asked);
  assert.ok(sent.length > 3);
  assert.deepEqual(
    sent.map(decodeURIComponent).filter((line) => line.includes("绝密") || line.includes("再不交")),
    [],
  );
  const kept = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie]));
  assert.ok(!kept.includes("绝密"), kept);
  await page.close();
});

test("while the rules are under way the page says so, and then it checks", async () => {
  /** @type {(() => void) | undefined} */
  let go;
  const page = await site.page("red-lines/index.html");
  await page.setRequestInterception(true);
  page.on("request", (request) => {
    if (request.url().endsWith("redlines.js")) go = () => void request.continue();
    else void request.continue();
  });
  await page.goto(site.base + LINT, { waitUntil: "domcontentloaded" });
  await page.waitForFunction(() => document.querySelector(".kb-lint [role=status]")?.textContent);
  assert.match(await text(page, ".kb-lint [role=status]"), /^正在加载规则/);
  (await eventually(async () => go || assert.fail("the rules were not asked for")))();
  await check(page, "再不交就停水");
  assert.equal((await finds(page)).length, 1);
  await page.close();
});

for (const missing of ["assets/data/redlines.js", "assets/javascripts/lint.js"]) {
  test(`without ${missing} the page says that it cannot check, and leads to the red lines`, async () => {
    const page = await site.page(LINT, {
      before: async (tab) => {
        await tab.setRequestInterception(true);
        tab.on("request", (request) => void (request.url().endsWith(missing) ? request.abort() : request.continue()));
      },
    });
    await page.waitForFunction(() =>
      document.querySelector(".kb-lint [role=status]")?.textContent?.startsWith("规则没有加载出来"),
    );
    assert.equal(await page.$("#kb-lint-text"), null);
    assert.ok(await page.$eval('article a[href$="red-lines/index.html"]', (link) => link.checkVisibility()));
    await page.close();
    assert.ok(site.problems.splice(0).every((problem) => problem.includes("ERR_FAILED")));
  });
}

test("without JavaScript the page says what it needs and leads to the red lines", async () => {
  const page = await site.page(LINT, { script: false });
  assert.match(
    await page.$eval("article", (article) => /** @type {HTMLElement} */ (article).innerText),
    /要浏览器开启 JavaScript 才能用/,
  );
  await page.click('article a[href$="red-lines/index.html"]');
  await page.waitForFunction(() => document.querySelector("h1")?.textContent?.startsWith("红线"));
  await page.close();
});

test("home and the red lines lead to it", async () => {
  for (const [path, link] of [
    ["index.html", ".kb-panel--red a[href$='lint/index.html']"],
    ["red-lines/index.html", "article a[href$='lint/index.html']"],
  ]) {
    const page = await site.page(path);
    await page.$eval(link, (one) => /** @type {HTMLElement} */ (one).click());
    await page.waitForSelector("#kb-lint-text");
    await page.close();
  }
});

test("on paper: the text and every find with its law, no button", async () => {
  const page = await site.page(LINT);
  await check(page, NOTICE);
  await page.emulateMediaType("print");
  const seen = await page.evaluate(() => ({
    buttons: [...document.querySelectorAll(".kb-lint :is(button, summary)")].filter((one) => one.checkVisibility())
      .length,
    finds: [...document.querySelectorAll(".kb-lint__find p")].filter((one) => !one.checkVisibility()).length,
    laws: [...document.querySelectorAll(".kb-lint__law a")].filter((one) => one.getBoundingClientRect().height === 0)
      .length,
    cut: (() => {
      const box = /** @type {HTMLElement} */ (document.querySelector("#kb-lint-text"));
      return box.scrollHeight - box.clientHeight;
    })(),
  }));
  assert.deepEqual(seen, { buttons: 0, finds: 0, laws: 0, cut: 0 });
  await page.close();
});

test("no page complained", () => assert.deepEqual(site.problems, []));
