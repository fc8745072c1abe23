import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { CHECKLIST, fillIn, LETTER, openPanel, PAGES, press, SCRIPT } from "./sample.mjs";
import { openSite } from "./site.mjs";

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
  const masks = await page.$$eval("kb-blank", (blanks) => blanks.map((blank) => getComputedStyle(blank, "::after").content.replace(/"/g, "")));
  const sizes = await page.$$eval("kb-blank", (blanks) => blanks.map((blank) => [blank.textContent, getComputedStyle(blank).fontSize]));
  await page.emulateMediaType("screen");
  return { said, masks, hidden: sizes.filter(([, size]) => size === "0px").map(([text]) => text) };
}

for (const [kind, path] of Object.entries(PAGES)) {
  test(`${kind}: nothing is printed but the page, black on white, in the dark too`, async () => {
    const page = await site.page(path, { dark: true });
    await page.emulateMediaType("print");
    const found = await page.evaluate(() => {
      const away = ".md-header, .md-sidebar, .md-footer, .md-top, .kb-crumbs, .kb-pager, #related, #backlinks, .kb-about code, .kb-tools, .kb-finder, .kb-searchbox, button, select, kb-case";
      const seen = [...document.querySelectorAll(away)].filter((element) => element.checkVisibility()).map((element) => element.outerHTML.slice(0, 80));
      const colours = new Set(
        [...document.querySelectorAll("body, .md-content *")].filter((element) => element.checkVisibility()).flatMap((element) => {
          const { color, backgroundColor } = getComputedStyle(element);
          const name = `${element.localName}.${element.className}`;
          return [`ink ${color} ${name}`, `ground ${backgroundColor} ${name}`];
        }),
      );
      const grey = (/** @type {string} */ colour) => {
        const [red, green, blue, alpha = 1] = (colour.match(/[\d.]+/g) || []).map(Number);
        return alpha === 0 || (Math.abs(red - green) < 3 && Math.abs(green - blue) < 3);
      };
      const dark = (/** @type {string} */ colour) => (colour.match(/\d+/g) || []).slice(0, 3).every((part) => Number(part) < 110);
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
      const [heading, words, ...parts] = [...step.children].filter((part) => part.checkVisibility());
      const tied = heading.matches("h2") && getComputedStyle(heading).breakAfter === "avoid" && words.matches(".kb-words");
      const loose = [words, ...parts].filter((part) => getComputedStyle(part).breakInside !== "avoid");
      return [...(tied ? [] : [heading]), ...loose].map((part) => part.outerHTML.slice(0, 80));
    });
  });
  assert.deepEqual(torn, []);
  await page.close();
});

test("nothing else is torn in two, and no item tied to the next", async () => {
  for (const [path, item] of [[SCRIPT, ".kb-step"], [CHECKLIST, ".kb-check"], ["tips/easy-payment.html", ".kb-tip"], ["red-lines/index.html", ".kb-rule"]]) {
    const page = await site.page(path);
    await page.emulateMediaType("print");
    const breaks = await page.$$eval(item, (items) => items.map((one) => getComputedStyle(one).breakInside));
    assert.ok(breaks.length > 2 && breaks.every((rule) => rule === "avoid"), path);
    const tied = await page.$$eval(`${item} *`, (all) => {
      return all.filter((one) => getComputedStyle(one).breakAfter === "avoid" && !one.nextElementSibling && !one.matches("h2, h3")).map((one) => one.outerHTML);
    });
    assert.deepEqual(tied, [], `${path}: an end that may not be broken after ties an item to the next`);
    const display = await page.$$eval(`${item}, .md-content, .md-content__inner, .md-main__inner`, (all) => all.map((one) => getComputedStyle(one).display));
    assert.ok(display.every((kind) => kind === "block" || kind === "list-item"), `${path}: only blocks can be kept together`);
    await page.close();
  }
});

test("a printed script has its words and pages", async () => {
  const page = await site.page(SCRIPT);
  const pdf = Buffer.from(await page.pdf({ format: "A4", preferCSSPageSize: true }));
  assert.match(pdf.toString("latin1"), /\/Type ?\/Pages?\b/);
  assert.ok(pdf.length > 20_000);
  await page.close();
});

test("what tells who somebody is stays off the paper, unless the reader asks", async () => {
  const page = await site.page(SCRIPT);
  await openPanel(page);
  await fillIn(page, { 房号: "3栋1502", 面积: "98.6" });
  const masked = await paper(page);
  assert.ok(masked.hidden.length > 0 && masked.hidden.every((said) => said === "3栋1502"));
  assert.ok(masked.masks.includes("【房号】") || masked.masks.some((said) => said.includes("attr(name)")), masked.masks.join());
  assert.match(masked.said, /98\.6 平方米/);
  await page.$eval(".kb-case__print input", (box) => /** @type {HTMLElement} */ (box).click());
  const shown = await paper(page);
  assert.deepEqual(shown.hidden, []);
  assert.match(shown.said, /3栋1502从/);
  await page.goto(site.base + LETTER);
  assert.deepEqual((await paper(page)).hidden, [], "asked once, for every page of this case");
  await page.close();
});

test("a list is printed filled, or blank, with lines to sign on", async () => {
  const context = await site.browser.createBrowserContext();
  const page = await site.page(CHECKLIST, {
    context,
    before: (tab) => tab.evaluateOnNewDocument(() => (window.print = () => void (/** @type {any} */ (window).printed = document.documentElement.getAttributeNames()))),
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
