/** The search in real browsers: typing, paste, input methods, keys, the results page, from disk. */

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { eventually, results as settled } from "./sample.mjs";
import { missing, openSite } from "./site.mjs";

/** @typedef {import("puppeteer-core").Page} Page */

const BOX = "kb-search input";

/**
 * Type a query and wait until its results stand there.
 * @param {Page} page
 * @param {string} query
 * @param {string} [box]
 */
async function type(page, query, box = BOX) {
  await page.$eval(box, (input) => void Object.assign(input, { value: "" }));
  await page.type(box, query);
  await settled(page, query);
}

/** @param {Page} page @returns {Promise<string[]>} the pages found, in order: two at once, the others when those are painted */
const found = (page) =>
  page.$$eval("[data-search-results] .kb-hit__title", (links) =>
    links.map((link) => new URL(/** @type {HTMLAnchorElement} */ (link).href).pathname.split("/").slice(-2).join("/")),
  );

for (const [name, from] of /** @type {const} */ ([
  ["chromium", "http"],
  ["chromium", "file"],
  ["firefox", "http"],
])) {
  describe(`${name}, ${from}`, { skip: missing(name) }, () => {
    /** @type {Awaited<ReturnType<typeof openSite>>} */
    let site;
    before(async () => {
      site = await openSite({ browser: name, from });
    });
    after(() => site.close());

    test("what an owner says leads to the objection, its reply ready to copy", async () => {
      const page = await site.page("index.html");
      await type(page, "房子一直空着凭什么交");
      assert.equal((await found(page))[0], "objections/vacant-home.html");
      assert.ok(await page.$(".kb-hit:first-child .kb-hit__copy"));
      await page.close();
    });

    test("pinyin, initials, traditional characters, a wrong character, a code", async () => {
      const page = await site.page("tips/easy-payment.html");
      for (const [query, path] of [
        ["kongzhifang", "vacant-home"],
        ["tstd", "cut-power-then"],
        ["開發商", "paid-developer"],
        ["分歧付款", "instalment-offer"],
        ["k35", "neighbours-dont-pay"],
      ]) {
        await type(page, query);
        await eventually(async () => {
          const pages = await found(page);
          assert.ok(
            pages.slice(0, 3).some((one) => one.includes(path)),
            `${query}: ${pages}`,
          );
        });
      }
      await page.close();
    });

    test("Enter opens the first result at its anchor, Escape closes, arrows walk", async () => {
      const page = await site.page("tips/easy-payment.html");
      await page.keyboard.press("/");
      await eventually(async () => assert.equal(await page.evaluate(() => document.activeElement?.tagName), "INPUT"));
      await page.keyboard.type("没签合同");
      await settled(page, "没签合同");
      await page.keyboard.press("ArrowDown");
      await eventually(async () =>
        assert.equal(await page.evaluate(() => document.activeElement?.classList.contains("kb-hit__title")), true),
      );
      await page.keyboard.press("Escape");
      await eventually(async () =>
        assert.equal(await page.$eval(".kb-search__panel", (panel) => /** @type {HTMLElement} */ (panel).hidden), true),
      );
      await page.focus(BOX);
      await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
      assert.match(page.url(), /objections\/no-contract\.html#\w/);
      assert.ok(await page.$(":target"));
      await page.close();
    });

    test("what is composed is searched after a pause: some keyboards never say that it is done", async () => {
      const page = await site.page("tips/easy-payment.html");
      await page.focus(BOX);
      await page.$eval(BOX, (element) => {
        const input = /** @type {HTMLInputElement} */ (element);
        input.dispatchEvent(new CompositionEvent("compositionstart"));
        input.value = "dianti";
        input.dispatchEvent(new InputEvent("input", { isComposing: true, bubbles: true }));
      });
      await settled(page, "dianti");
      assert.ok((await found(page)).length);
      await page.close();
    });

    test("what an input method composes gives way to what it gives", async () => {
      const page = await site.page("tips/easy-payment.html", {
        before: (tab) =>
          tab.evaluateOnNewDocument(() => {
            const { postMessage } = Worker.prototype;
            /** @type {string[]} */
            /** @type {string[]} */
            const asked = [];
            Object.assign(window, { asked });
            Worker.prototype.postMessage = function (/** @type {any} */ message) {
              if (message.question) asked.push(message.question.query);
              postMessage.call(this, message);
            };
          }),
      });
      await page.focus(BOX);
      await page.$eval(BOX, (element) => {
        const input = /** @type {HTMLInputElement} */ (element);
        input.dispatchEvent(new CompositionEvent("compositionstart"));
        input.value = "lou";
        input.dispatchEvent(new InputEvent("input", { isComposing: true, bubbles: true }));
        input.dispatchEvent(
          new KeyboardEvent("keydown", { key: "Enter", isComposing: true, bubbles: true, cancelable: true }),
        );
      });
      await page.$eval(BOX, (element) => {
        const input = /** @type {HTMLInputElement} */ (element);
        input.value = "漏水";
        input.dispatchEvent(new InputEvent("input", { isComposing: true, bubbles: true }));
        input.dispatchEvent(new CompositionEvent("compositionend", { data: "漏水", bubbles: true }));
      });
      await settled(page, "漏水");
      assert.equal(await page.evaluate(() => /** @type {any} */ (window).asked.at(-1)), "漏水");
      assert.equal((await found(page))[0], "objections/emergency-on-the-line.html");
      await page.close();
    });

    test("for what stands in the last laws only, their part comes first", async () => {
      const before = site.asked.length;
      const page = await site.page(
        "index.html",
        name === "chromium" ? { context: await site.browser.createBrowserContext() } : {},
      ); // with nothing in its cache
      await page.focus(BOX);
      await page.evaluate(() => document.execCommand("insertText", false, "可能无效"));
      await settled(page, "可能无效");
      assert.equal((await found(page))[0], "laws/civil-code.html");
      const parts = site.asked
        .slice(before)
        .map((url) => Number(/-(\d+)\.js$/.exec(url)?.[1] ?? NaN))
        .filter((part) => part >= 0);
      if (name === "chromium" && from === "http")
        assert.ok(parts[0] > parts[1] && parts[1] === 0, `asked for parts in this order: ${parts}`);
      await page.close();
    });

    test("a copy button stands beside the words that it copies, never beside words to avoid", async () => {
      const page = await site.page("search/index.html");
      for (const query of ["一切后果自负", "停水停电", "后续", "核对"]) {
        await type(page, query, "kb-results input[type=search]");
        const rows = await page.$$eval(".kb-results .kb-hit__line", (lines) =>
          lines.map((line) => ({
            copies: Boolean(line.querySelector(".kb-hit__copy")),
            words: line.matches(".kb-hit__line--s") || Boolean(line.querySelector(".kb-hit__words")?.textContent),
          })),
        );
        assert.ok(rows.length);
        assert.deepEqual(
          rows.filter(({ copies, words }) => copies !== words),
          [],
          query,
        );
      }
      await page.close();
    });

    if (name === "chromium" && from === "http") {
      test("who has walked to a first result stays there when the others come", async () => {
        const page = await site.page("index.html", { context: await site.browser.createBrowserContext() });
        let release = () => {};
        const released = new Promise((done) => (release = () => done(undefined)));
        await page.setRequestInterception(true);
        page.on("request", async (request) => {
          if (/search\/\w+-\d+\.js$/.test(request.url())) await released; // the parts come when the test says so
          await request.continue();
        });
        await page.focus(BOX);
        await page.evaluate(() => document.execCommand("insertText", false, "物业费"));
        const state = () =>
          page.$eval("kb-search [data-search-results]", (list) => /** @type {HTMLElement} */ (list).dataset.complete);
        await eventually(async () => assert.equal(await state(), "false"));
        await page.focus(BOX);
        await page.keyboard.press("ArrowDown");
        const at = () => page.evaluate(() => document.activeElement?.getAttribute("href"));
        const before = await at();
        assert.ok(before);
        release();
        await eventually(async () => assert.equal(await state(), "true"));
        assert.equal(await at(), before);
        await page.close();
      });
    }

    test("text that arrives without a key is searched", async () => {
      const page = await site.page("index.html");
      await page.focus(BOX);
      await page.evaluate(() => document.execCommand("insertText", false, "公共收益"));
      await settled(page, "公共收益");
      assert.equal((await found(page))[0], "objections/no-disclosure.html");
      await page.close();
    });

    test("the results page keeps the facets in its address, the query in its tab, and counts the facets", async () => {
      const page = await site.page("search/index.html");
      await type(page, "违约金", "kb-results input[type=search]");
      const hash = () => page.evaluate(() => location.hash);
      assert.equal(await hash(), "");
      const all = (await found(page)).length;
      const [box, count] = await page.$$eval(".kb-facet input:not(:disabled)", (boxes) => {
        const rows = boxes.map((one) => [
          /** @type {HTMLElement} */ (one).dataset.value,
          Number(one.parentElement?.querySelector(".kb-facet__count")?.textContent),
        ]);
        return rows.sort((a, b) => Number(a[1]) - Number(b[1]))[0];
      });
      await page.$eval(`[data-value="${box}"]`, (element) => /** @type {HTMLInputElement} */ (element).click());
      assert.ok(Number(count) < all, `${count} of ${all}: nothing would change`);
      await eventually(async () => assert.equal((await found(page)).length, count));
      const both = await found(page);
      await page.reload();
      await settled(page, "违约金");
      assert.deepEqual(await found(page), both);
      const sent = await site.page(`search/index.html?q=${encodeURIComponent("违约金")}${await hash()}`);
      await settled(sent, "违约金"); // an address of before, or one that somebody made
      assert.deepEqual(await found(sent), both);
      assert.equal(new URL(sent.url()).search, "");
      await page.close();
      await sent.close();
    });

    test("all results of a query, in the same tab and in another; no address tells it", async () => {
      const page = await site.page("tips/easy-payment.html");
      await type(page, "违约金");
      const [other] = await Promise.all([
        new Promise((/** @type {(tab: import("puppeteer-core").Page | null) => void} */ done) =>
          page.once("popup", done),
        ),
        page.evaluate(() =>
          document
            .querySelector(".kb-hits__all")
            ?.dispatchEvent(new MouseEvent("click", { ctrlKey: true, bubbles: true, cancelable: true })),
        ),
      ]);
      assert.ok(other);
      await page.bringToFront();
      await page.$eval(BOX, (box) => /** @type {HTMLElement} */ (box).blur());
      await page.focus(BOX);
      await page.waitForSelector(".kb-hits__all", { visible: true });
      await Promise.all([page.waitForNavigation(), page.click(".kb-hits__all")]);
      for (const tab of [page, other]) {
        await settled(tab, "违约金");
        assert.doesNotMatch(tab.url(), /[?#]/);
      }
      await other.close();
      await page.close();
    });

    test("no result: said, noted on the device if the reader wants it, and a correction can be refused", async () => {
      const page = await site.page("search/index.html");
      await type(page, "诉颂时效", "kb-results input[type=search]");
      assert.ok((await found(page)).length);
      await page.click(".kb-hits__refuse");
      await page.waitForFunction(() => !document.querySelector(".kb-hits__refuse"));
      await type(page, "哈雷彗星轨道", "kb-results input[type=search]");
      assert.match(await page.$eval(".kb-results__status", (line) => line.textContent || ""), /哈雷彗星轨道/);
      const stored = () => page.evaluate(() => JSON.stringify({ ...localStorage }));
      assert.doesNotMatch(await stored(), /哈雷/);
      await page.click(".kb-hits__note");
      await eventually(async () =>
        assert.match(await page.$eval(".kb-results__open", (list) => list.textContent || ""), /哈雷彗星轨道/),
      );
      assert.match(await stored(), /哈雷彗星轨道/);
      await page.close();
    });

    test("the results say what they are worth, and offer words where no page answers", async () => {
      const page = await site.page("search/index.html");
      const box = "kb-results input[type=search]";
      const verdict = () =>
        page.$eval(".kb-results__list", (list) => /** @type {HTMLElement} */ (list).dataset.verdict);
      await type(page, "发票", box);
      assert.equal(await verdict(), "found");
      assert.equal(await page.$(".kb-hold"), null);
      for (const query of ["食堂几点开饭", "哪里可以洗车", "谢谢"]) {
        await type(page, query, box);
        assert.notEqual(await verdict(), "found", query);
        assert.match(await page.$eval(".kb-results__status", (line) => line.textContent || ""), /没有找到/);
        assert.match(await page.$eval(".kb-hold q", (words) => words.textContent || ""), /回话/);
        const nearest = await page
          .$eval(".kb-results", (all) => /意思最接近/.test(all.textContent || ""))
          .catch(() => false);
        assert.equal(nearest && !(await found(page)).length, false, "no empty list below the nearest");
      }
      await page.close();
    });

    test("articles by number, danger first, a wish to do harm at its red line with what to say instead", async () => {
      const page = await site.page("search/index.html");
      const box = "kb-results input[type=search]";
      const first = () =>
        page.$eval(".kb-results__list .kb-hit__item", (link) => [
          new URL(/** @type {HTMLAnchorElement} */ (link).href).pathname.split("/").slice(-2).join("/"),
          link.textContent || "",
        ]);
      for (const query of ["944", "第944条", "民法典944"]) {
        await type(page, query, box);
        const [path, text] = await first();
        assert.equal(path, "laws/civil-code.html", query);
        assert.match(text, /第九百四十四条/, query);
      }
      await type(page, "585条第2款", box);
      assert.match((await first())[1], /第五百八十五条/);
      await type(page, "老人去世", box);
      assert.equal((await first())[0], "objections/death-in-the-family.html");
      await type(page, "想把他家的水停了", box);
      assert.equal((await first())[0], "red-lines/index.html");
      assert.match(
        await page.$eval(".kb-hit:first-child .kb-hit__line--i", (line) => line.textContent || ""),
        /可以这样说/,
      );
      await type(page, "把没交的几户打印出来贴单元门", box); // by no synonym: the rules of the page that checks texts say so
      assert.equal((await first())[0], "red-lines/index.html");
      await page.close();
    });

    test("a point can be ticked where it is found", async () => {
      const context = name === "chromium" ? { context: await site.browser.createBrowserContext() } : {};
      const page = await site.page("search/index.html", context);
      await type(page, "试一下录音", "kb-results input[type=search]");
      const box = '.kb-hit__line:has(a[href$="before-call.html#recording"]) .kb-tick__box';
      await page.click(box);
      await eventually(async () =>
        assert.equal(await page.$eval(box, (input) => /** @type {HTMLInputElement} */ (input).checked), true),
      );
      await page.goto(new URL("../checks/index.html", page.url()).href);
      const there = '[data-entry="before-call"] li:has([data-item="recording"]) .kb-tick__box';
      await page.waitForSelector(there);
      assert.equal(await page.$eval(there, (input) => /** @type {HTMLInputElement} */ (input).checked), true);
      await page.close();
    });

    test("no errors, no requests to other hosts", () => assert.deepEqual(site.problems, []));
  });
}
