/** The real pack's pages and blanks that the browser tests use, and what several of them do. */

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
export async function field(page, name) {
  const id = await page.$$eval(".kb-field label", (labels, wanted) => {
    return labels.find((label) => label.firstChild?.textContent === wanted)?.htmlFor;
  }, name);
  if (!id) throw new Error(`no field for ${name}`);
  return `#${id}`;
}

/**
 * Fill in blanks as a reader does, key by key; dates and months, whose keys differ from browser to browser, at once.
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
      await page.focus(input);
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
  const found = await page.evaluateHandle(
    (selector, wanted) =>
      [...document.querySelectorAll(`${selector} button, ${selector} summary`)].find((button) => button.textContent === wanted),
    within,
    label,
  );
  const element = /** @type {import("puppeteer-core").ElementHandle<HTMLElement> | null} */ (found.asElement());
  if (!element) throw new Error(`no button ${label} in ${within}`);
  await click(element);
}

/**
 * Click in the middle of the window: at its top the page's header may lie above an element.
 * @param {import("puppeteer-core").ElementHandle<Element>} element
 */
export async function click(element) {
  await element.evaluate((one) => one.scrollIntoView({ block: "center", behavior: "instant" }));
  await element.click();
}

/** A notice that breaks several rules, one of them in disguise. */
export const NOTICE = "各位业主：\n如果仍未支付，我们将不得不采取措施，如停水停电等。再拖着就斷·電！\n请尽快交清。\n感谢您的理解。";

/**
 * Type a text into the page that checks it, and wait for the verdict.
 * @param {Page} page
 * @param {string} text
 */
export async function check(page, text) {
  await page.waitForSelector("#kb-lint-text");
  await page.focus("#kb-lint-text");
  await page.keyboard.type(text);
  await page.waitForFunction(() => document.querySelector(".kb-lint__status")?.textContent);
}
