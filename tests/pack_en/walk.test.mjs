/** The help desk's site in a browser: searched, filled in, copied, filtered, ticked. SITE names the built site. */

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { eventually, fillIn, openPanel, press, results, text } from "../browser/sample.mjs";
import { openSite } from "../browser/site.mjs";

/** @type {Awaited<ReturnType<typeof openSite>>} */
let site;
before(async () => {
  site = await openSite();
});
after(() => site?.close());

const FOUND = [
  ["my account is blocked", "objections/locked-out.html"],
  ["i clicked on a link in a mail", "objections/phishing-mail.html"],
  ["the wireless does not work", "objections/no-wifi.html"],
  ["h13", "checklists/after-an-incident.html"],
  ["net user", "checklists/leaver.html"],
  ["copier", "objections/printer-jam.html"],
];

for (const [query, wanted] of FOUND)
  test(`“${query}” finds ${wanted}`, async () => {
    const page = await site.page(`search/index.html?q=${encodeURIComponent(query)}`);
    await results(page, query);
    const links = await page.$$eval("[data-search-results] a", (all) =>
      all.map((link) => new URL(/** @type {HTMLAnchorElement} */ (link).href).pathname.slice(1)),
    );
    assert.ok(links.slice(0, 3).includes(wanted), links.slice(0, 5).join(" "));
  });

test("one page is one page", async () => {
  const page = await site.page("search/index.html?q=headset");
  await results(page, "headset");
  const said = await page.$eval("body", (body) => /** @type {HTMLElement} */ (body).innerText);
  assert.match(said, /\b1 page found/);
  assert.doesNotMatch(said, /1 pages/);
});

test("words are filled in and copied with open blanks in square brackets", async () => {
  const page = await site.page("objections/locked-out.html");
  await site.browser.defaultBrowserContext().overridePermissions(new URL(site.base).origin, ["clipboard-read"]);
  await openPanel(page);
  await fillIn(page, { name: "Alex" });
  await press(page, "kb-say", "Copy");
  await eventually(async () =>
    assert.equal(
      await page.evaluate(() => navigator.clipboard.readText()),
      "I can see it, Alex: too many attempts. I unblock it now; please try again in [minutes] minutes.",
    ),
  );
});

/** The chip of a facet's value. @param {import("puppeteer-core").Page} page @param {string} value */
async function choose(page, value) {
  await page.waitForSelector(".kb-finder__bar");
  await page.$eval(".kb-finder__facets > button", (button) => /** @type {HTMLElement} */ (button).click());
  await page.evaluate((wanted) => {
    const label = [...document.querySelectorAll(".kb-facet label")].find((one) => one.textContent?.startsWith(wanted));
    if (!label) throw new Error(`no chip ${wanted}`);
    /** @type {HTMLElement} */ (label.querySelector("input")).click();
  }, value);
}

/** @param {import("puppeteer-core").Page} page @param {string} selector */
const shown = (page, selector) =>
  page.$$eval(selector, (all) =>
    all.filter((one) => one.checkVisibility()).map((one) => one.id || one.textContent?.trim()),
  );

test("a list is narrowed down to what is a must, and counts it", async () => {
  const page = await site.page("checklists/before-remote-access.html");
  await choose(page, "must");
  assert.deepEqual(await shown(page, ".kb-check"), ["consent", "close", "record"]);
  assert.match(await text(page, ".kb-finder__status"), /^3 of 5 found/);
});

test("so is the search: an item that says another level is not found, counts and results agree", async () => {
  const page = await site.page("search/index.html#q=headset");
  await results(page, "headset");
  const items = (/** @type {import("puppeteer-core").Page} */ on) =>
    on.$$eval("[data-search-results] .kb-hit__item", (all) => all.map((one) => one.textContent));
  assert.deepEqual(await items(page), ["shouldUse a headset."]);
  const chips = await page.$$eval(".kb-facet label", (all) => all.map((one) => one.textContent?.trim() || ""));
  assert.deepEqual(
    chips.filter((chip) => /^(must|should|may)/.test(chip)).map((chip) => chip.replace(/\s/g, "")),
    ["must0", "should1", "may0"],
  );
  const other = await site.page("search/index.html#q=headset&level=may");
  await results(other, "headset");
  assert.deepEqual(await items(other), []);
  const same = await site.page("search/index.html#q=headset&level=should");
  await results(same, "headset");
  assert.deepEqual(await items(same), ["shouldUse a headset."]);
  const typed = await site.page("search/index.html#q=should+headset");
  await results(typed, "should headset");
  assert.deepEqual(await items(typed), ["shouldUse a headset."]);
});

test("so is the page of all checks, where steps have a channel of their own", async () => {
  const page = await site.page("checks/index.html");
  await choose(page, "may");
  const lines = await shown(page, ".kb-found li a");
  assert.deepEqual(lines, [
    "Show a picture of yourself.",
    "Write down what would have helped.",
    "Print the welcome sheet.",
  ]);
});

test("a script's own step is filtered by its channel", async () => {
  const page = await site.page("scripts/password-reset.html#channel=Phone");
  await page.waitForSelector(".kb-finder__bar");
  assert.deepEqual(await shown(page, ".kb-step > h2"), ["identity"]);
});

test("every kind of page opens without an error", async () => {
  for (const path of [
    "index.html",
    "scripts/first-minute.html",
    "tips/listening.html",
    "letters/loan-form.html",
    "manual/index.html",
    "health/index.html",
    "pocket-guide/index.html",
    "by/level/must.html",
    "use.html",
    "404.html",
  ])
    await (await site.page(path)).close();
  assert.deepEqual(
    site.problems.filter((problem) => !problem.includes("404")),
    [],
  );
});
