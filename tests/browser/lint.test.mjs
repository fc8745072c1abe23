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
      const [water, power, measures, date, ...others] = await finds(page);
      assert.deepEqual(others, []);
      assert.deepEqual(
        [water.where, power.where, measures.where, date.where],
        ["第 2 行 · R01", "第 2 行 · R01", "第 2 行 · R38", "第 3 行 · R39"],
      ); // the gravest first
      assert.deepEqual([water.bad, water.mark], ["如果仍未支付，我们将不得不采取措施，如停水停电等", "停水"]);
      assert.deepEqual([power.bad, power.mark], ["再拖着就斷·電", "斷·電"]); // as it was written, disguise and all
      assert.match(water.good, /^到期没缴的，我们会寄书面催缴函/);
      assert.equal(await text(page, ".kb-lint__status"), "一共：不能说 2 处；要改写 2 处。");
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
  await page.click(".kb-lint__line button:last-child");
  await eventually(async () => assert.equal(await text(page, ".kb-lint__status"), ""));
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
  for (let n = 0; n < 11 && way.at(-1) !== "还有 5 条"; n++) {
    await page.keyboard.press("Tab");
    way.push((await focus()).split("|")[1]);
  }
  assert.deepEqual(way.slice(-8), [
    "再不交就停水",
    "复制改好的全文",
    "换成这句",
    "复制引号里的话",
    "《民法典》第九百四十四条第三款",
    "《物业管理条例》第四十四条第二款",
    "《民法典》第六百五十四条",
    "还有 5 条",
  ]);
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
  await page.click(".kb-lint__good .kb-tools button");
  await page.waitForFunction(() => document.querySelector(".kb-lint__good [role=status]")?.textContent);
  assert.equal(await text(page, ".kb-lint__good [role=status]"), "已复制，还空着：截止日期");
  assert.match(await page.title(), /^请在【截止日期】前缴清；.*不会因为这个动。$/);
  await page.close();
});

test("words that cannot be copied are shown to be copied by hand", async () => {
  const page = await site.page(LINT);
  await check(page, "再不交就停水");
  await page.evaluate(() => {
    Object.defineProperty(navigator, "clipboard", { value: undefined });
    document.execCommand = () => false;
  });
  await page.click(".kb-lint__good .kb-tools button");
  await page.waitForSelector(".kb-lint__good .kb-offer");
  assert.match(await text(page, ".kb-lint__good [role=status]"), /Ctrl\+C/);
  await page.close();
});

/** What stands in the box. @param {Page} page */
const boxed = (page) => page.$eval("#kb-lint-text", (box) => /** @type {HTMLTextAreaElement} */ (box).value);

/** @param {Page} page @param {string} label */
const press = (page, label) =>
  page.$$eval(".kb-lint button", (all, wanted) => all.find((one) => one.textContent === wanted)?.click(), label);

test("one tap puts lawful words in the place of a sentence, or of a word, and the verdict follows", async () => {
  const page = await site.page(LINT);
  await check(page, "逾期将产生滞纳金。\n再不交就停水！");
  assert.equal((await finds(page)).length, 2);
  await page.click(".kb-lint__find:nth-child(2) .kb-lint__good > button");
  await eventually(async () => assert.equal(await boxed(page), "逾期将产生违约金。\n再不交就停水！"));
  await eventually(async () => assert.equal((await finds(page)).length, 1));
  await page.click(".kb-lint__good > button");
  await eventually(async () =>
    assert.match(await boxed(page), /^逾期将产生违约金。\n到期没缴的，我们会寄书面催缴函；.*！$/),
  );
  await eventually(async () => assert.match(await text(page, ".kb-lint__status"), /^没有发现/));
  await page.close();
});

test("the draft with all mends is copied; what only people can decide stays", async () => {
  const page = await site.page(LINT, {
    before: (tab) =>
      tab.evaluateOnNewDocument(() => {
        Object.defineProperty(navigator, "clipboard", {
          value: { writeText: async (/** @type {string} */ said) => void (document.title = said) },
        });
      }),
  });
  await check(page, "各位业主：\n这户是老赖。\n再不交就停水。再拖就断电。\n请理解。");
  await press(page, "复制改好的全文");
  await eventually(async () => assert.match(await page.title(), /^各位业主： 到期没缴的，[^。]*诉讼。 请理解。$/u));
  await page.close();
});

test("each sentence is marked in the draft itself and leads to what is told of it", async () => {
  const page = await site.page(LINT);
  await check(page, NOTICE);
  assert.equal(await page.$eval(".kb-lint__text", (draft) => draft.textContent), NOTICE);
  const marks = await page.$$eval(".kb-lint__mark", (all) =>
    all.map((one) => [one.textContent, one.getAttribute("href")]),
  );
  assert.deepEqual(marks, [
    ["如果仍未支付，我们将不得不采取措施，如停水停电等", "#kb-find-0"],
    ["再拖着就斷·電", "#kb-find-1"],
    ["请尽快交清", "#kb-find-3"],
  ]);
  await page.click(".kb-lint__mark:last-of-type");
  assert.equal(
    await page.evaluate(() => document.querySelector(":target")?.querySelector("h2 span")?.textContent),
    "第 3 行 · R39",
  );
  await page.close();
});

test("what a notice lacks is listed; a text that is none lacks nothing", async () => {
  const page = await site.page(LINT);
  await check(page, "催缴通知\n您的物业费还没交，请缴清。");
  assert.deepEqual(await page.$$eval(".kb-lint__missing strong", (all) => all.map((one) => one.textContent)), [
    "欠的是哪几个月、多少钱",
    "合同里的依据",
    "合理的缴费期限",
    "有异议怎么提",
    "谁发的、怎么联系",
  ]);
  await press(page, "清空");
  await check(page, "明天水箱清洗，停水两小时。");
  assert.equal(await page.$(".kb-lint__missing"), null);
  await page.close();
});

test("the example shows what the page does", async () => {
  const page = await site.page(LINT);
  await page.waitForSelector("#kb-lint-text");
  await press(page, "看个例子");
  await eventually(async () => assert.ok((await finds(page)).length > 1));
  assert.ok(await page.$(".kb-lint__missing"));
  await page.close();
});

test("above a phone's keyboard: the verdict and the box are within 340 pixels while somebody types", async () => {
  const page = await site.page(LINT, { width: 360 });
  await page.setViewport({ width: 360, height: 640, isMobile: true, hasTouch: true });
  await page.waitForSelector("#kb-lint-text");
  await page.focus("#kb-lint-text");
  await check(page, NOTICE);
  const [top, bottom] = await eventually(async () => {
    const { top, bottom } = await page.$eval(".kb-lint__status", (status) => status.getBoundingClientRect().toJSON());
    assert.ok(top >= 0 && bottom <= 340, `${top} ${bottom}`);
    return [top, bottom];
  });
  assert.ok(bottom > top);
  assert.ok((await page.$eval("#kb-lint-text", (box) => box.getBoundingClientRect().top)) < 300);
  await page.close();
});

test("a text of 100 KB is judged in slices; 30 finds are shown, the others counted and at hand", async () => {
  const page = await site.page(LINT);
  await page.waitForSelector("#kb-lint-text");
  const pauses = await page.evaluate(async () => {
    const box = /** @type {HTMLTextAreaElement} */ (document.querySelector("#kb-lint-text"));
    box.value = "您好，账单发您了，请核对。\n再不交就停水。\n".repeat(1700); // 100 KB
    let paused = 0;
    const later = window.setTimeout;
    window.setTimeout = /** @type {any} */ (
      (/** @type {any} */ run, /** @type {number} */ wait) => {
        paused += wait ? 0 : 1;
        return later(run, wait);
      }
    );
    box.dispatchEvent(new Event("input"));
    while (!document.querySelector(".kb-lint__rest")) await new Promise((next) => later(next, 50));
    return paused;
  });
  assert.ok(pauses > 3, String(pauses));
  assert.equal((await finds(page)).length, 30);
  assert.equal(await text(page, ".kb-lint__rest"), "还有 1670 处没有列出来。 再看 30 处");
  assert.equal(await text(page, ".kb-lint__status"), "一共：不能说 1700 处。");
  await page.click(".kb-lint__rest button");
  await eventually(async () => assert.equal((await finds(page)).length, 60));
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
    if (/\/redlines\.[0-9a-f]+\.js$/.test(request.url())) go = () => void request.continue();
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

for (const [missing, named] of /** @type {const} */ ([
  ["assets/data/redlines.js", /\/assets\/data\/redlines\.[0-9a-f]+\.js$/],
  ["assets/javascripts/lint.js", /\/assets\/javascripts\/lint\.[0-9a-f]+\.js$/],
])) {
  test(`without ${missing} the page says that it cannot check, and leads to the red lines`, async () => {
    const page = await site.page(LINT, {
      before: async (tab) => {
        await tab.setRequestInterception(true);
        tab.on("request", (request) => void (named.test(request.url()) ? request.abort() : request.continue()));
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
