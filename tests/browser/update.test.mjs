/** The site is built anew while pages are open, cached or being copied: nothing breaks, and a page says what happens. */

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { cp, mkdtemp, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { after, afterEach, before, beforeEach, test } from "node:test";
import { promisify } from "node:util";
import { eventually, results, text } from "./sample.mjs";
import { openSite } from "./site.mjs";

const PYTHON = process.env.PYTHON || resolve(".venv/bin/python");
const PAGE = "scripts/first-call.html";
const BOX = ".kb-search--header input";
const run = promisify(execFile);

/** @typedef {import("puppeteer-core").Page} Page */
/** @type {string} */
let folder;
/** @type {string[]} three builds, each over the one before, every one with another word in it */
let builds;
/** @type {string} what is served */
let served;
/** @type {Awaited<ReturnType<typeof openSite>>} */
let site;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), "update-"));
  await cp("tests/generator/content", join(folder, "content"), { recursive: true });
  const settings = (await readFile("mkdocs.yml", "utf8")).replace(
    "custom_dir: overrides",
    `custom_dir: ${resolve("overrides")}`,
  );
  await writeFile(join(folder, "mkdocs.yml"), `docs_dir: ${resolve("docs")}\n${settings}`);
  const tip = join(folder, "content/tips/manners.yml");
  const told = await readFile(tip, "utf8").catch(() => "");
  assert.ok(told, "the sample pack has lost its tips");
  builds = [];
  for (const word of ["alpha", "bravo", "charlie"]) {
    await writeFile(tip, told.replace(/^summary: .*/m, `summary: The word is ${word}word.`));
    await run(PYTHON, ["-m", "mkdocs", "build", "-q", "--strict", "-f", join(folder, "mkdocs.yml")]);
    builds.push(join(folder, word));
    await cp(join(folder, "site"), join(folder, word), { recursive: true });
  }
  served = join(folder, "served");
});
beforeEach(async () => {
  await put(0);
  site = await openSite({ root: served });
});
afterEach(() => site?.close());
after(() => rm(folder, { recursive: true, force: true }));

/** Serve this build, at once. @param {number} build */
async function put(build) {
  await rm(`${served}.old`, { recursive: true, force: true });
  await cp(builds[build], `${served}.new`, { recursive: true });
  await rename(served, `${served}.old`).catch(() => {});
  await rename(`${served}.new`, served);
}

/** How often a page was opened. @param {Page} page */
function openings(page) {
  let count = 0;
  page.on("load", () => count++);
  return () => count;
}

/** Note what the page tells of its age: it does so for a moment. @param {Page} tab */
const noteTold = (tab) =>
  tab.evaluateOnNewDocument(() =>
    new MutationObserver(() => {
      const bar = document.querySelector(".kb-update");
      if (bar) sessionStorage.setItem("told", bar.textContent || "");
    }).observe(document, { childList: true, subtree: true }),
  );

test("a page left open over one build goes on as it was", async () => {
  const page = await site.page(PAGE);
  const count = openings(page);
  await put(1);
  await page.type(BOX, "alphaword");
  await results(page, "alphaword");
  assert.equal(await page.$$eval(".kb-hit", (hits) => hits.length), 1);
  assert.equal(count(), 0);
});

test("a page left open over two builds says so, opens itself again, and what was looked for is found", async () => {
  const page = await site.page(PAGE, { before: noteTold });
  const count = openings(page);
  await put(2);
  await page.type(BOX, "charlieword");
  await eventually(async () =>
    assert.match(await page.evaluate(() => sessionStorage.getItem("told") || ""), /newer version/),
  );
  await eventually(async () => assert.equal(count(), 1));
  await results(page, "charlieword");
  assert.equal(await page.$$eval(".kb-hit", (hits) => hits.length), 1);
  assert.equal(await page.$eval(BOX, (box) => /** @type {HTMLInputElement} */ (box).value), "charlieword");
  assert.equal(count(), 1);
});

test("a draft is not thrown away for a newer site", async () => {
  const page = await site.page("lint/index.html");
  const count = openings(page);
  await page.waitForSelector("#kb-lint-text");
  await page.type("#kb-lint-text", "A draft.");
  await put(2);
  await page.type(BOX, "charlieword");
  await page.waitForSelector(".kb-update button");
  await new Promise((next) => setTimeout(next, 2500)); // longer than it takes a page to open itself
  assert.equal(count(), 0);
  assert.equal(await page.$eval("#kb-lint-text", (box) => /** @type {HTMLTextAreaElement} */ (box).value), "A draft.");
  await Promise.all([page.waitForNavigation(), page.click(".kb-update button")]);
  assert.equal(await page.$(".kb-update"), null);
});

test("who comes back after more than an hour is told", async () => {
  const page = await site.page(PAGE);
  await put(1);
  const back = () =>
    page.evaluate(() => {
      Object.defineProperty(document, "visibilityState", { value: "visible", configurable: true });
      document.dispatchEvent(new Event("visibilitychange"));
    });
  await back();
  assert.equal(await page.$(".kb-update"), null);
  await page.evaluate(() => {
    const now = Date.now;
    Date.now = () => now() + 2 * 60 * 60 * 1000;
  });
  await back();
  await page.waitForSelector(".kb-update");
});

test("old pages beside new data, as in a folder that is being copied: opened again once, then told to wait", async () => {
  await rm(join(served, "assets"), { recursive: true });
  await cp(join(builds[2], "assets"), join(served, "assets"), { recursive: true });
  const page = await site.page(PAGE, { before: async (tab) => void openings(tab) });
  await page.waitForFunction(() => document.readyState === "complete");
  assert.ok(await text(page, "h1"), "the page is there to be read");
  const count = openings(page);
  await new Promise((next) => setTimeout(next, 2500));
  assert.ok(count() <= 1, `opened ${count()} times`);
  await put(2); // the rest has been copied
  const next = await site.page(PAGE);
  await next.type(BOX, "charlieword");
  await results(next, "charlieword");
});

test("new pages before their data: it is said, and works as soon as the data is there", async () => {
  await put(2);
  for (const part of ["search", "data"]) await rename(join(served, "assets", part), join(served, `${part}.later`));
  const page = await site.page(PAGE);
  const count = openings(page);
  await page.type(BOX, "charlieword");
  await page.waitForSelector(".kb-search--header .kb-hits__none");
  for (const part of ["search", "data"]) await rename(join(served, `${part}.later`), join(served, "assets", part));
  await page.$eval(BOX, (box) => /** @type {HTMLInputElement} */ (box).select());
  await page.type(BOX, "charlieword");
  await results(page, "charlieword");
  assert.equal(count(), 0);
});

test("a page from the cache whose styles and scripts are gone asks for itself anew", async () => {
  await site.close();
  site = await openSite({ root: served, cache: (path) => (path.endsWith(".html") ? "max-age=600" : "no-store") });
  const page = await site.page(PAGE);
  await page.goto(`${site.base}index.html`);
  await put(2);
  const styles = (await readdir(join(served, "assets/stylesheets"))).find((name) => name.startsWith("huashu.")) || "";
  await rename(join(served, "assets/stylesheets", styles), join(served, "assets/stylesheets/huashu.01234567.css"));
  const html = await readFile(join(served, PAGE), "utf8");
  await writeFile(join(served, PAGE), html.replace(styles, "huashu.01234567.css"));
  await page.evaluate((href) => location.assign(href), `${site.base}${PAGE}`);
  await eventually(async () => {
    const names = await page.$eval("#kb-config", (config) => config.textContent || "");
    const now = await readFile(join(builds[2], PAGE), "utf8");
    assert.ok(now.includes(names), "still the old page");
  });
  await page.type(BOX, "charlieword");
  await results(page, "charlieword");
});

test("without an address in the settings, the page for what is gone works in any folder of a server", async () => {
  await site.close();
  site = await openSite({ root: served, under: "team/wiki/" });
  const page = await site.page("scripts/old/gone.html");
  assert.match(await text(page, "h1"), /gone/);
  const style = await page.$eval(".md-header", (header) => getComputedStyle(header).position);
  assert.equal(style, "sticky");
  await page.type(".kb-search--home input", "alphaword");
  await results(page, "alphaword");
  await Promise.all([page.waitForNavigation(), page.click("[data-search-results] a")]);
  assert.equal(page.url().split("#")[0], `${site.base}tips/manners.html`);
  await page.goto(`${site.base}gone.html`);
  await Promise.all([page.waitForNavigation(), page.click("a.md-button")]);
  assert.equal(page.url(), `${site.base}index.html`);
});
