/** The policy that the build writes (csp.txt), sent by a server: every kind of page runs under it; what is not ours does not. */

import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { after, before, test } from "node:test";
import { check, eventually, LINT, NOTICE, PAGES, results, SCRIPT } from "./sample.mjs";
import { missing, openSite, ROOT } from "./site.mjs";

/** @typedef {import("puppeteer-core").Page} Page */
/** @type {Awaited<ReturnType<typeof openSite>>} */
let site;
before(async () => {
  site = await openSite();
});
after(() => site?.close());

/** Collect what the policy forbids. @param {Page} tab */
const watch = (tab) =>
  tab.evaluateOnNewDocument(() => {
    /** @type {string[]} */
    const broken = [];
    Object.assign(window, { broken });
    document.addEventListener("securitypolicyviolation", (event) =>
      broken.push(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`),
    );
  });
/** @param {Page} page @returns {Promise<string[]>} */
const broken = (page) => page.evaluate(() => /** @type {any} */ (window).broken);

test("the policy forbids what is not the site's", async () => {
  const policy = (await readFile(join(ROOT, "csp.txt"), "utf8")).trim();
  assert.doesNotMatch(policy, /unsafe|\*|https?:|blob:/);
  for (const rule of ["object-src 'none'", "base-uri 'self'", "frame-ancestors 'none'", "form-action 'self'"])
    assert.ok(policy.includes(rule), rule);
  for (const [file, line] of Object.entries({
    caddy: "header Content-Security-Policy",
    nginx: "add_header Content-Security-Policy",
  }))
    assert.match(await readFile(join(ROOT, `csp.${file}`), "utf8"), new RegExp(`^${line} "[^"]+"`));
});

/** Kind of page -> one of them; the folders of the site say which kinds there are. */
const KINDS = {
  ...PAGES,
  about: "about/index.html",
  changes: "changes/index.html",
  figures: "figures/index.html",
  guide: "pocket-guide/index.html",
  "guide to print": "pocket-guide/print/index.html",
  letter: "letters/dispute-form.html",
  manual: "manual/index.html",
  writing: "writing.html",
};

test("every folder of the site has a page here", async () => {
  const files = await readdir(ROOT, { recursive: true });
  const folders = new Set(files.filter((file) => file.endsWith(".html")).map((file) => dirname(file)));
  const seen = new Set(Object.values(KINDS).map((path) => dirname(path)));
  assert.deepEqual([...folders].filter((folder) => !seen.has(folder) && !folder.startsWith("by/")).sort(), []);
  assert.ok(folders.size > 15);
});

for (const [kind, path] of Object.entries(KINDS))
  test(`${kind}: nothing is forbidden, in the dark, on paper`, { skip: missing("chromium") }, async () => {
    const page = await site.page(path, { before: watch });
    const button = await page.waitForSelector(".md-header [data-md-component=palette] label:not([hidden])");
    const before_ = await page.evaluate(() => document.body.getAttribute("data-md-color-scheme"));
    await button?.click();
    await page.waitForFunction((was) => document.body.getAttribute("data-md-color-scheme") !== was, {}, before_);
    await page.reload(); // kept, and set by an inline script
    const after_ = await page.evaluate(() => document.body.getAttribute("data-md-color-scheme"));
    assert.notEqual(after_, before_);
    await page.emulateMediaType("print");
    await page.pdf({ timeout: 60_000 });
    assert.deepEqual(await broken(page), []);
    await page.evaluate(() => localStorage.clear());
    await page.close();
  });

test("the search runs in a worker from its file", async () => {
  const page = await site.page(SCRIPT, { before: watch });
  await page.type(".kb-search--header input", "违约金");
  await results(page, "违约金");
  await eventually(async () => assert.match(page.workers()[0]?.url() || "", /^http.*\/search\.[0-9a-f]{8}\.js$/));
  assert.deepEqual(await broken(page), []);
  await page.close();
});

test("texts are checked, calls are opened", async () => {
  const lint = await site.page(LINT, { before: watch });
  await check(lint, NOTICE);
  assert.deepEqual(await broken(lint), []);
  await lint.close();
  const page = await site.page(SCRIPT, { before: watch });
  await (await page.waitForSelector("kb-call a"))?.click();
  await page.waitForSelector(".kb-call[open]");
  assert.deepEqual(await broken(page), []);
  await page.close();
});

test("a script that came into a page does not run, nor one from elsewhere, nor a style", async () => {
  const page = await site.page(SCRIPT, { before: watch });
  await page.evaluate(() => {
    const script = document.createElement("script");
    script.textContent = "window.ran = 1";
    document.body.append(script);
    const holder = document.createElement("div");
    holder.innerHTML = '<img src="x:" onerror="window.ran = 2"><p style="color: red">x</p>';
    document.body.append(holder);
  });
  await eventually(async () => assert.ok((await broken(page)).length >= 3));
  assert.equal(await page.evaluate(() => /** @type {any} */ (window).ran), undefined);
  await page.close();
});
