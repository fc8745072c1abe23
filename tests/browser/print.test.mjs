import assert from "node:assert/strict";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { CHECKLIST, fillIn, LETTER, openPanel, PAGES, press, SCRIPT } from "./sample.mjs";
import { openSite, ROOT } from "./site.mjs";

/** @type {Awaited<ReturnType<typeof openSite>>} */
let site;
before(async () => (site = await openSite()));
after(() => site.close());

/** @typedef {import("puppeteer-core").Page} Page */

/** The text of the page as it is printed. @param {Page} page */
async function paper(page) {
  await page.emulateMediaType("print");
  const said = await page.evaluate(() => document.body.innerText);
  // What CSS writes in the place of a masked gap is no text of the page.
  const masks = await page.$$eval("kb-blank", (blanks) =>
    blanks.map((blank) => getComputedStyle(blank, "::after").content.replace(/"/g, "")),
  );
  const sizes = await page.$$eval("kb-blank", (blanks) =>
    blanks.map((blank) => [blank.textContent, getComputedStyle(blank).fontSize]),
  );
  await page.emulateMediaType("screen");
  return { said, masks, hidden: sizes.filter(([, size]) => size === "0px").map(([text]) => text) };
}

for (const [kind, path] of Object.entries(PAGES)) {
  test(`${kind}: nothing is printed but the page, black on white, in the dark too`, async () => {
    const page = await site.page(path, { dark: true });
    await page.emulateMediaType("print");
    const found = await page.evaluate(() => {
      const away =
        ".md-header, .md-sidebar, .md-footer, .md-top, .kb-crumbs, .kb-pager, #related, #backlinks, .kb-about code, .kb-tools, .kb-finder, .kb-searchbox, button, select, kb-case";
      const seen = [...document.querySelectorAll(away)]
        .filter((element) => element.checkVisibility())
        .map((element) => element.outerHTML.slice(0, 80));
      const colours = new Set(
        [...document.querySelectorAll("body, .md-content *")]
          .filter((element) => element.checkVisibility())
          .flatMap((element) => {
            const { color, backgroundColor } = getComputedStyle(element);
            const name = `${element.localName}.${element.className}`;
            return [`ink ${color} ${name}`, `ground ${backgroundColor} ${name}`];
          }),
      );
      const grey = (/** @type {string} */ colour) => {
        const [red, green, blue, alpha = 1] = (colour.match(/[\d.]+/g) || []).map(Number);
        return alpha === 0 || (Math.abs(red - green) < 3 && Math.abs(green - blue) < 3);
      };
      const dark = (/** @type {string} */ colour) =>
        (colour.match(/\d+/g) || []).slice(0, 3).every((part) => Number(part) < 110);
      const wrong = [...colours].filter((one) => {
        const light = /(255, 255, 255|, 0\))/.test(one);
        return one.startsWith("ink") ? !grey(one) || !dark(one) : !light;
      });
      return { seen, wrong, title: document.querySelector("h1")?.checkVisibility() };
    });
    assert.deepEqual(found, { seen: [], wrong: [], title: true });
    await page.close();
  });
}

test("no step's words are torn, nor from their heading; nor any part that goes with them", async () => {
  const page = await site.page(SCRIPT);
  await page.emulateMediaType("print");
  const torn = await page.$$eval(".kb-step", (steps) => {
    return steps.flatMap((step) => {
      const own = step.querySelectorAll(":scope > :not(.kb-folds), :scope > .kb-folds > *");
      const [heading, words, ...parts] = [...own].filter((part) => part.checkVisibility());
      const tied =
        heading.matches("h2") && getComputedStyle(heading).breakAfter === "avoid" && words.matches(".kb-words");
      const loose = [words, ...parts].filter((part) => getComputedStyle(part).breakInside !== "avoid");
      return [...(tied ? [] : [heading]), ...loose].map((part) => part.outerHTML.slice(0, 80));
    });
  });
  assert.deepEqual(torn, []);
  await page.close();
});

test("nothing else is torn in two, and no item tied to the next", async () => {
  for (const [path, item] of [
    [SCRIPT, ".kb-step"],
    [CHECKLIST, ".kb-check"],
    ["tips/easy-payment.html", ".kb-tip"],
    ["red-lines/index.html", ".kb-rule"],
  ]) {
    const page = await site.page(path);
    await page.emulateMediaType("print");
    const breaks = await page.$$eval(item, (items) => items.map((one) => getComputedStyle(one).breakInside));
    assert.ok(breaks.length > 2 && breaks.every((rule) => rule === "avoid"), path);
    const tied = await page.$$eval(`${item} *`, (all) => {
      return all
        .filter(
          (one) => getComputedStyle(one).breakAfter === "avoid" && !one.nextElementSibling && !one.matches("h2, h3"),
        )
        .map((one) => one.outerHTML);
    });
    assert.deepEqual(tied, [], `${path}: an end that may not be broken after ties an item to the next`);
    const display = await page.$$eval(`${item}, .md-content, .md-content__inner, .md-main__inner`, (all) =>
      all.map((one) => getComputedStyle(one).display),
    );
    assert.ok(
      display.every((kind) => kind === "block" || kind === "list-item"),
      `${path}: only blocks can be kept together`,
    );
    await page.close();
  }
});

/** Pages of the PDF that the browser's printer would get. @param {Page} page */
async function sheets(page) {
  const pdf = Buffer.from(await page.pdf({ format: "A4", preferCSSPageSize: true })).toString("latin1");
  return (pdf.match(/\/Type ?\/Page\b/g) || []).length;
}

/** The pages of a collection. @param {string} folder */
async function entries(folder) {
  const files = await readdir(join(ROOT, folder));
  return files.filter((file) => file !== "index.html").map((file) => `${folder}/${file}`);
}

test("a script for one channel is at most three sheets, a checklist one", async () => {
  const page = await site.page(SCRIPT);
  for (const path of await entries("scripts")) {
    await page.goto(site.base + path);
    await page.evaluate(() => {
      const labels = /** @type {HTMLElement[]} */ ([...document.querySelectorAll(".kb-channels label")]);
      (labels.find((label) => label.textContent?.trim() === "电话") || labels[1])?.click();
    });
    assert.ok((await sheets(page)) <= 3, path);
  }
  for (const path of await entries("checklists")) {
    await page.goto(site.base + path);
    assert.equal(await sheets(page), 1, path);
  }
  await page.close();
});

test("the law is folded to a line of names, and the signature stands last", async () => {
  const page = await site.page(CHECKLIST);
  await page.emulateMediaType("print");
  const { names, quotes, below } = await page.evaluate(() => {
    const shown = (/** @type {Element} */ element) => element.checkVisibility() && element.getClientRects().length > 0;
    const foot = (/** @type {Element} */ element) => element.getBoundingClientRect().bottom;
    const sign = /** @type {Element} */ (document.querySelector(".kb-sign"));
    const others = [...document.querySelectorAll(".md-content__inner *")].filter(
      (one) => !sign.contains(one) && !one.contains(sign) && shown(one),
    );
    return {
      names: [...document.querySelectorAll("#law + .kb-quotes li")].map((one) => [
        getComputedStyle(one).display,
        /** @type {HTMLElement} */ (one).innerText.trim(),
      ]),
      quotes: [...document.querySelectorAll(".kb-quotes q")].filter(shown).length,
      below: others
        .filter((one) => foot(one) > sign.getBoundingClientRect().top + 1)
        .map((one) => one.outerHTML.slice(0, 80)),
    };
  });
  assert.ok(
    names.length > 3 && names.every(([display, name]) => display === "inline" && /^《.*条/.test(name)),
    names.join(),
  );
  assert.deepEqual({ quotes, below }, { quotes: 0, below: [] });
  await page.close();
});

test("no heading is printed without what it heads", async () => {
  const page = await site.page(SCRIPT);
  for (const path of [
    ...Object.values(PAGES),
    ...(await entries("laws")),
    ...(await entries("objections")).slice(0, 5),
  ]) {
    await page.goto(site.base + path);
    await page.emulateMediaType("print");
    const bare = await page.evaluate(() => {
      const all = [...document.querySelectorAll(".md-content__inner :is(h1, h2, h3, h4, summary)")].filter((one) =>
        one.checkVisibility(),
      );
      return all
        .filter((heading, at) => {
          const range = document.createRange();
          range.setStartAfter(heading);
          const next = all[at + 1];
          if (next) range.setEndBefore(next);
          else
            range.setEndAfter(/** @type {Element} */ (document.querySelector(".md-content__inner")?.lastElementChild));
          const within = next && next.localName > heading.localName; // a heading of lower level is what it heads
          return !within && ![...range.getClientRects()].some((box) => box.width > 1 && box.height > 1);
        })
        .map((heading) => heading.textContent);
    });
    assert.deepEqual(bare, [], path);
    await page.emulateMediaType("screen");
  }
  await page.close();
});

test("a long number or address stays on the sheet", async () => {
  const page = await site.page(CHECKLIST, { width: 688 }); // what A4 leaves between its margins
  await page.emulateMediaType("print");
  const over = await page.evaluate(() => {
    const texts = [...document.querySelectorAll(".kb-check__text, h1, .kb-summary")];
    for (const text of texts)
      text.textContent = `对公账户 ${"6222".repeat(60)}，https://example.com/${"a".repeat(200)}`;
    return document.documentElement.scrollWidth - document.documentElement.clientWidth;
  });
  assert.ok(over <= 0, `${over} px too wide`);
  await page.close();
});

test("what tells who somebody is stays off the paper, unless the reader asks", async () => {
  const page = await site.page(SCRIPT);
  await openPanel(page);
  await fillIn(page, { 房号: "3栋1502", 面积: "98.6" });
  const masked = await paper(page);
  assert.ok(masked.hidden.length > 0 && masked.hidden.every((said) => said === "3栋1502"));
  assert.ok(
    masked.masks.includes("【房号】") || masked.masks.some((said) => said.includes("attr(name)")),
    masked.masks.join(),
  );
  assert.match(masked.said, /98\.6 平方米/);
  await page.$eval(".kb-case__print input", (box) => /** @type {HTMLElement} */ (box).click());
  const shown = await paper(page);
  assert.deepEqual(shown.hidden, []);
  assert.match(shown.said, /3栋1502/);
  await page.goto(site.base + LETTER);
  assert.deepEqual((await paper(page)).hidden, [], "asked once, for every page of this case");
  await page.close();
});

test("a list is printed filled, or blank, with lines to sign on", async () => {
  const context = await site.browser.createBrowserContext();
  const page = await site.page(CHECKLIST, {
    context,
    before: (tab) =>
      tab.evaluateOnNewDocument(
        () =>
          (window.print = () => void Object.assign(window, { printed: document.documentElement.getAttributeNames() })),
      ),
  });
  await page.$eval(".kb-tick__box", (box) => /** @type {HTMLElement} */ (box).click());
  const boxes = () => page.$$eval(".kb-check", (all) => all.map((one) => getComputedStyle(one, "::before").content));

  await press(page, ".kb-run", "打印");
  await page.emulateMediaType("print");
  const [first, ...others] = await boxes();
  assert.match(first, /✓/);
  assert.ok(others.every((content) => !content.includes("✓")));
  assert.match(await page.evaluate(() => document.body.innerText), /\d+月\d+日.*· 1\/\d+[\s\S]*经办人签名/);

  await page.emulateMediaType("screen");
  await press(page, ".kb-run", "更多");
  await press(page, ".kb-menu", "打印空白表");
  assert.ok((await page.evaluate(() => /** @type {any} */ (window).printed)).includes("data-kb-print-blank"));
  await page.emulateMediaType("print");
  assert.ok((await boxes()).every((content) => !content.includes("✓")));
  const blank = await page.evaluate(() => document.body.innerText);
  assert.match(blank, /经办人签名/);
  assert.doesNotMatch(blank, /· 1\/\d+/);
  await page.evaluate(() => dispatchEvent(new Event("afterprint")));
  assert.match((await boxes())[0], /✓/);
  await context.close();
});

test("no page complained", () => assert.deepEqual(site.problems, []));
