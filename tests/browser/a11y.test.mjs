import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { settled, violations } from "./axe.mjs";
import { CHECKLIST, CHECKS, check, eventually, LINT, NOTICE, openPanel, PAGES, results, SCRIPT } from "./sample.mjs";
import { openSite } from "./site.mjs";

const VIEWS = [
  { width: 360, dark: false },
  { width: 360, dark: true },
  { width: 1280, dark: false },
  { width: 1280, dark: true },
];

/** @type {Awaited<ReturnType<typeof openSite>>} */
let site;
before(async () => (site = await openSite()));
after(() => site.close());

/** @typedef {import("puppeteer-core").Page} Page */

/**
 * What axe finds on a page in every view.
 * @param {string} path
 * @param {(page: Page) => Promise<unknown>} [reach] what to do first
 * @param {string} [day]
 */
async function everywhere(path, reach, day) {
  const found = [];
  for (const { width, dark } of VIEWS) {
    const context = await site.browser.createBrowserContext(); // Material remembers the colours of the first page
    const page = await site.page(path, { width, height: 780, dark, context, day });
    assert.equal(await page.$eval("body", (body) => body.dataset.mdColorScheme), dark ? "slate" : "default");
    await reach?.(page);
    for (const one of await violations(page)) found.push(`${width} ${dark ? "dark" : "light"} ${one}`);
    await context.close();
  }
  return found;
}

for (const [kind, path] of Object.entries(PAGES)) {
  test(`${kind}: axe finds nothing, light and dark, on a phone and on a desk`, async () => {
    assert.deepEqual(await everywhere(path), []);
  });
}

/** @type {Record<string, [string, (page: Page) => Promise<unknown>]>} */
const STATES = {
  "the panel open, with a mistake in it": [
    SCRIPT,
    async (page) => {
      await openPanel(page);
      await page.$eval(".kb-case__all summary", (summary) => /** @type {HTMLElement} */ (summary).click());
      await page.waitForSelector(".kb-case__all .kb-field");
      const input = await page.$('.kb-field input[inputmode="decimal"]');
      await input?.type("大约");
      await page.keyboard.press("Tab");
      await page.waitForSelector(".kb-field__wrong:not(:empty)");
    },
  ],
  "a copy that must be made by hand": [
    SCRIPT,
    async (page) => {
      await page.evaluate(() => {
        Object.defineProperty(navigator, "clipboard", { value: undefined });
        document.execCommand = () => false;
      });
      await page.$eval(".kb-words__version button", (button) => /** @type {HTMLElement} */ (button).click());
      await page.waitForSelector(".kb-offer");
    },
  ],
  "a step of the guided call": [`${SCRIPT}#call`, (page) => page.waitForSelector(".kb-call[open]")],
  "what may be heard in the guided call": [
    `${SCRIPT}#call`,
    async (page) => {
      await page.waitForSelector(".kb-call[open]");
      await page.keyboard.press("4");
      await page.waitForSelector(".kb-call__list");
    },
  ],
  "a reply in the guided call": [
    `${SCRIPT}#call`,
    async (page) => {
      await page.waitForSelector(".kb-call[open]");
      await page.keyboard.press("1");
      await page.waitForSelector(".kb-call__page");
    },
  ],
  "the end of the guided call": [
    `${SCRIPT}#call`,
    async (page) => {
      await page.waitForSelector(".kb-call[open]");
      await page.keyboard.press("5");
      await page.waitForSelector("#kb-call-note");
    },
  ],
  "a list with ticks and its menu open": [
    CHECKLIST,
    async (page) => {
      await page.$eval(".kb-tick__box", (box) => /** @type {HTMLElement} */ (box).click());
      await page.$eval(".kb-menu summary", (summary) => /** @type {HTMLElement} */ (summary).click());
    },
  ],
  "the question for a run's name": [
    CHECKLIST,
    async (page) => {
      await page.select(".kb-run select", "+");
      await page.waitForSelector(".kb-ask[open]");
    },
  ],
  "a list narrowed down": [
    CHECKS,
    async (page) => {
      await page.type("kb-finder input[type=search]", "录音");
      await page.click(".kb-finder__facets > button");
      await page.$eval(".kb-facet input", (box) => /** @type {HTMLElement} */ (box).click());
    },
  ],
  "a text with finds": [
    LINT,
    async (page) => {
      await check(page, NOTICE);
      await page.$eval(".kb-lint__law details", (more) => void more.setAttribute("open", ""));
    },
  ],
  "a clean text": [LINT, (page) => check(page, "请在周五前缴清。")],
  "a list with nothing found": [CHECKS, (page) => page.type("kb-finder input[type=search]", "火星")],
};

for (const [state, [path, reach]] of Object.entries(STATES)) {
  test(`${state}: axe finds nothing`, async () => {
    assert.deepEqual(await everywhere(path, reach), []);
  });
}

test("a page whose day is over: axe finds nothing", async () => {
  const shown = (/** @type {Page} */ page) => page.waitForSelector("kb-expiry", { visible: true });
  assert.deepEqual(await everywhere(SCRIPT, shown, "2028-01-01"), []);
});

test("what is touched is at least 44 px high and wide", async () => {
  /** @type {string[]} */
  const found = [];
  const answered = "search/index.html#q=weiyuejin"; // read as 违约金: results, and a button that refuses the reading
  for (const [kind, path] of Object.entries({ ...PAGES, results: answered })) {
    const page = await site.page(path, { width: 360, height: 780 });
    if (path === SCRIPT) await openPanel(page);
    if (path === answered) await results(page, "weiyuejin");
    await settled(page);
    const small = await page.evaluate(() => {
      const touched =
        "button, select, summary, textarea, input:not([type=checkbox], [type=radio], [type=hidden], .md-toggle), label:has(input), header label, header a, a.kb-chip, .kb-more, .kb-pager a, .kb-hit a";
      return [...document.querySelectorAll(touched)].flatMap((element) => {
        const { width, height } = element.getBoundingClientRect();
        const visible = element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) && width > 0;
        return visible && (width < 44 || height < 44)
          ? [`${Math.round(width)}×${Math.round(height)} ${element.outerHTML.slice(0, 100)}`]
          : [];
      });
    });
    await page.close();
    found.push(...small.map((one) => `${kind} ${one}`));
  }
  assert.deepEqual(found, []);
});

test("whatever can be reached with the keyboard shows where it is", async () => {
  for (const path of [SCRIPT, CHECKLIST, CHECKS, LINT]) {
    const page = await site.page(path, { width: 1280 });
    for (let n = 0; n < 45; n++) {
      await page.keyboard.press("Tab");
      const unseen = await page.evaluate(() => {
        const element = document.activeElement;
        if (!element || element === document.body) return "";
        const shown = [element, element.nextElementSibling, element.parentElement].some((one) => {
          const style = one && getComputedStyle(one);
          return (
            style &&
            ((style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1) || style.boxShadow !== "none")
          );
        });
        return shown ? "" : element.outerHTML.slice(0, 120);
      });
      assert.equal(unseen, "", path);
    }
    await page.close();
  }
});

for (const path of [PAGES.home, SCRIPT]) {
  test(`${path}: on a phone the menu opens, closes and is left out of the way with the keyboard`, async () => {
    const page = await site.page(path, { width: 360, height: 780 });
    const inMenu = () => page.evaluate(() => Boolean(document.activeElement?.closest(".md-sidebar--primary")));
    for (let n = 0; n < 12; n++) {
      await page.keyboard.press("Tab");
      assert.equal(await inMenu(), false, "the closed menu is passed over");
    }
    const left = () => page.$eval(".md-sidebar--primary", (menu) => menu.getBoundingClientRect().left);
    await page.focus(".kb-drawer");
    await page.keyboard.press("Enter");
    await eventually(async () => assert.equal(await inMenu(), true));
    assert.equal(await page.$eval(".kb-drawer", (button) => button.getAttribute("aria-expanded")), "true");
    await eventually(async () => assert.equal(await left(), 0, "the menu is on the screen"));
    assert.ok(await page.$eval('.md-sidebar--primary a[href$="checks/index.html"]', (link) => link.checkVisibility()));
    await page.evaluate(() => /** @type {HTMLElement} */ (document.activeElement).blur());
    await page.keyboard.press("Escape");
    await eventually(async () =>
      assert.equal(await page.evaluate(() => document.activeElement?.matches(".kb-drawer[aria-expanded=false]")), true),
    );
    await eventually(async () => assert.ok((await left()) < 0, "the menu is off the screen"));
    await page.close();
  });
}

test("the navigation is in groups, editors' things in the last; the place is marked on an entry's page", async () => {
  const page = await site.page(SCRIPT, { width: 1280 });
  const groups = await page.$$eval(".kb-nav__group", (all) =>
    all.map((group) => [
      group.querySelector("span")?.textContent,
      [...group.querySelectorAll("a")].map((a) => a.textContent),
    ]),
  );
  assert.deepEqual(
    groups.map(([title]) => title),
    ["一线", "依据", "管理"],
  );
  const [staff, , editors] = groups.map(([, links]) => /** @type {string[]} */ (links));
  for (const name of ["字段手册", "内容健康", "怎么改内容"])
    assert.ok(editors.includes(name) && !staff.includes(name), name);
  assert.deepEqual(await page.$$eval(".kb-nav [aria-current]", (all) => all.map((a) => a.textContent)), ["话术"]);
  assert.ok(staff.includes("怎么用"));
  await page.goto(`${site.base}index.html`);
  assert.ok(await page.$eval('.md-content a[href="use.html"]', (link) => link.checkVisibility()));
  await page.close();
});

test("home: the search, what is asked most often, today's tools; who taps a kind sees what to do first", async () => {
  const page = await site.page(PAGES.home, { width: 360, height: 640 });
  const heads = await page.$$eval(".kb-home h2", (all) => all.map((one) => one.id));
  assert.deepEqual(heads.slice(0, 4), ["objections", "scripts", "checklists", "by-situation"]);
  assert.equal((await page.$$(".kb-panel:first-of-type .kb-links a")).length, 10);
  const choice = ".kb-choice:not([open]) > summary";
  await page.click(`section:has(#by-situation) ${choice}`);
  const stage = await page.$eval("section:has(#by-situation) [open] li", (one) => [
    one.checkVisibility(),
    one.querySelector("a")?.getAttribute("href"),
    one.querySelector("span")?.textContent,
  ]);
  assert.equal(stage[0], true);
  assert.match(String(stage[1]), /^by\/stage\//);
  assert.ok(String(stage[2]).length > 5);
  await page.close();
});

test("on a phone the first result's words stand above its keyboard", async () => {
  for (const path of [PAGES.home, SCRIPT]) {
    const page = await site.page(path, { width: 360, height: 640 });
    await page.click("kb-search input");
    await page.type("kb-search input", "电梯坏了");
    await results(page, "电梯坏了");
    const top = await page.$eval(".kb-search__panel .kb-hit__line--s", (one) => one.getBoundingClientRect().bottom);
    assert.ok(top < 340, `${path}: the words end at ${top}`);
    await page.close();
  }
});

test("nothing moves for those who asked for less motion", async () => {
  const page = await site.page(SCRIPT, {
    width: 360,
    before: (tab) => tab.emulateMediaFeatures([{ name: "prefers-reduced-motion", value: "reduce" }]),
  });
  await openPanel(page);
  const moving = await page.evaluate(() => {
    return document.getAnimations().filter((animation) => Number(animation.effect?.getComputedTiming().duration) > 1)
      .length;
  });
  assert.equal(moving, 0);
  await page.close();
});

test("no page is wider than a phone", async () => {
  for (const [kind, path] of Object.entries(PAGES)) {
    const page = await site.page(path, { width: 360, height: 780 });
    assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= 360, kind);
    await page.close();
  }
});
