/** The real pack's pages and blanks that the browser tests use, and what several of them do. */

import assert from "node:assert/strict";

export const SCRIPT = "scripts/residential-call.html";
export const LETTER = "scripts/reminder-letter.html";
export const OBJECTION = "objections/wrong-amount.html";
export const CHECKLIST = "checklists/before-call.html";
export const CHECKS = "checks/index.html";
export const LINT = "lint/index.html";

/** A page of every kind. */
export const PAGES = {
  home: "index.html",
  collection: "scripts/index.html",
  facet: "by/stage/s2.html",
  script: SCRIPT,
  tips: "tips/easy-payment.html",
  objection: OBJECTION,
  checklist: CHECKLIST,
  law: "laws/civil-code.html",
  flow: "flow/index.html",
  "red lines": "red-lines/index.html",
  "check a text": LINT,
  checks: CHECKS,
  health: "health/index.html",
  search: "search/index.html",
  "not found": "404.html",
  docs: "use.html",
};

/** @typedef {import("puppeteer-core").Page} Page */

/**
 * Try until it holds; what it says at last is the fault. For what follows an action later: a dialog's close event, a
 * promise, a timer, a worker's reply, another tab, an instant page.
 * @template T
 * @param {() => Promise<T>} check
 * @param {number} [most] ms
 * @returns {Promise<T>}
 */
export async function eventually(check, most = 15_000) {
  for (const end = Date.now() + most; ; await new Promise((next) => setTimeout(next, 50))) {
    try {
      return await check();
    } catch (error) {
      if (Date.now() > end) throw error;
    }
  }
}

/**
 * Open the panel: the sheet on a phone; beside the text it stands open.
 * @param {Page} page
 */
export async function openPanel(page) {
  const bar = await page.waitForSelector(".kb-case__bar");
  if (await bar?.isVisible()) await bar?.click();
  await page.waitForSelector(".kb-case .kb-field", { visible: true });
}

/**
 * The field of a blank.
 * @param {Page} page
 * @param {string} name
 */
export function field(page, name) {
  return eventually(async () => {
    const id = await page.$$eval(
      ".kb-field label",
      (labels, wanted) => {
        return labels.find((label) => label.firstChild?.textContent === wanted)?.htmlFor;
      },
      name,
    );
    if (!id) throw new Error(`no field for ${name}`);
    return `#${id}`;
  });
}

/**
 * Wait until a blank's field has the focus: what leads there builds the panel first.
 * @param {Page} page
 * @param {string} name
 */
export const focused = (page, name) =>
  eventually(async () =>
    assert.equal(`#${await page.evaluate(() => document.activeElement?.id)}`, await field(page, name)),
  );

/**
 * Fill in blanks as a reader does, key by key; what is to be chosen at once.
 * @param {Page} page
 * @param {Record<string, string>} values
 */
export async function fillIn(page, values) {
  for (const [name, value] of Object.entries(values)) {
    const input = await field(page, name);
    const kind = await page.$eval(input, (element) => {
      element.closest("details")?.setAttribute("open", "");
      return /** @type {HTMLInputElement} */ (element).type;
    });
    if (kind === "text") {
      await page.$eval(input, (element) => /** @type {HTMLInputElement} */ (element).select());
      await page.keyboard.press("Backspace");
      await page.type(input, value);
      await page.$eval(input, (element) => /** @type {HTMLElement} */ (element).blur());
    } else {
      await page.$eval(
        input,
        (element, text) => {
          /** @type {HTMLInputElement} */ (element).value = text;
          element.dispatchEvent(new Event("input", { bubbles: true }));
          element.dispatchEvent(new Event("change", { bubbles: true }));
        },
        value,
      );
    }
  }
}

/**
 * The words of a step as they stand on the page.
 * @param {Page} page
 * @param {string} item
 * @param {number} [version]
 */
export function words(page, item, version = 0) {
  return page.$$eval(
    `kb-say[item="${item}"] .kb-words__text`,
    (texts, index) => /** @type {HTMLElement} */ (texts[index]).innerText,
    version,
  );
}

/**
 * The text of the first element that fits.
 * @param {Page} page
 * @param {string} selector
 */
export function text(page, selector) {
  return page.$eval(selector, (element) => element.textContent?.trim() || "");
}

/**
 * Press the button with these words within an element.
 * @param {Page} page
 * @param {string} within
 * @param {string} label
 */
export async function press(page, within, label) {
  const element = await eventually(async () => {
    const found = await page.evaluateHandle(
      (selector, wanted) =>
        [...document.querySelectorAll(`${selector} button, ${selector} summary`)].find(
          (button) => button.textContent === wanted,
        ),
      within,
      label,
    );
    const button = /** @type {import("puppeteer-core").ElementHandle<HTMLElement> | null} */ (found.asElement());
    if (!button) throw new Error(`no button ${label} in ${within}`);
    return button;
  });
  await click(element);
}

/**
 * Wait until the question is answered. Out of sight it may still wait for its close event, which removes it and brings
 * what the answer does.
 * @param {Page} page
 */
export const answered = (page) =>
  eventually(async () =>
    assert.deepEqual(await page.$$eval(".kb-ask", (all) => all.map((one) => one.textContent)), []),
  );

/**
 * Wait until all results of a query stand there: before, they are of what was typed so far, or are built anew when the
 * rest of the index has come.
 * @param {Page} page
 * @param {string} query
 */
export const results = (page, query) =>
  eventually(async () => {
    const lists = await page.$$eval("[data-search-results]", (all) =>
      all
        .filter((list) => list.checkVisibility())
        .map(
          (list) =>
            `${/** @type {HTMLElement} */ (list).dataset.query} ${/** @type {HTMLElement} */ (list).dataset.complete}`,
        ),
    );
    assert.ok(lists.includes(`${query} true`), `the results of ${query} are not complete: ${JSON.stringify(lists)}`);
  });

/**
 * Click in the middle of the window: at its top the page's header may lie above an element.
 * @param {import("puppeteer-core").ElementHandle<Element>} element
 */
export async function click(element) {
  await element.evaluate((one) => one.scrollIntoView({ block: "center", behavior: "instant" }));
  await element.click();
}

/** A notice that breaks several rules, one of them in disguise. */
export const NOTICE =
  "各位业主：\n如果仍未支付，我们将不得不采取措施，如停水停电等。再拖着就斷·電！\n请尽快交清。\n感谢您的理解。";

/**
 * Put a text into the page that checks it, and wait for the verdict. In one go: when keys come slowly, what is typed so
 * far has a verdict, too.
 * @param {Page} page
 * @param {string} text
 */
export async function check(page, text) {
  await page.waitForSelector("#kb-lint-text");
  await page.focus("#kb-lint-text");
  const put = await page.$eval(
    "#kb-lint-text",
    (box, said) => {
      document.execCommand("insertText", false, said);
      return /** @type {HTMLTextAreaElement} */ (box).value;
    },
    text,
  );
  assert.equal(put, text);
  await eventually(async () =>
    assert.ok(await page.$eval(".kb-lint__status", (status) => status.textContent), "no verdict"),
  );
}
