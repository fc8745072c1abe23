import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { answered, CHECKLIST, click, eventually, fillIn, openPanel, press, SCRIPT, text } from "./sample.mjs";
import { openSite } from "./site.mjs";

/** @type {Awaited<ReturnType<typeof openSite>>} */
let site;
before(async () => (site = await openSite()));
after(() => site.close());

/** A browser of its own for each test: nothing ticked yet. @param {string} path @param {object} [view] */
async function fresh(path, view = {}) {
  const context = await site.browser.createBrowserContext();
  return { context, page: await site.page(path, { context, ...view }) };
}

const ticked = (/** @type {import("puppeteer-core").Page} */ page) => {
  return page.$$eval(".kb-item", (items) => {
    return items.filter((item) => item.querySelector("input:checked")).map((item) => item.getAttribute("data-item"));
  });
};

/** @param {import("puppeteer-core").Page} page @param {string} name */
async function begin(page, name) {
  await page.select(".kb-run select", "+");
  await reply(page, name);
  await eventually(async () => assert.ok((await current(page)).startsWith(name), await current(page)));
}

/** Answer the question for a name. @param {import("puppeteer-core").Page} page @param {string} name */
async function reply(page, name) {
  await page.waitForSelector(".kb-ask[open] input");
  await page.type(".kb-ask[open] input", name);
  await page.keyboard.press("Enter");
  await answered(page);
}

/** The run that is ticked. @param {import("puppeteer-core").Page} page */
const current = (page) => page.$eval(".kb-run select", (select) => select.selectedOptions[0]?.textContent || "");

/**
 * Wait until a tab has heard of all that another one has kept so far: storage events come later, but in order.
 * @param {import("puppeteer-core").Page} page
 * @param {import("puppeteer-core").Page} other
 */
async function heard(page, other) {
  const mark = `heard.${Math.random()}`;
  await page.evaluate(
    (wanted) =>
      addEventListener("storage", ({ key }) => key === wanted && (document.documentElement.dataset.heard = wanted)),
    mark,
  );
  await other.evaluate((wanted) => localStorage.setItem(wanted, ""), mark);
  await eventually(async () => assert.equal(await page.evaluate(() => document.documentElement.dataset.heard), mark));
}

/** @param {import("puppeteer-core").Page} page @param {number} index */
const box = async (page, index) => click((await page.$$(".kb-tick__box"))[index]);

const runs = (/** @type {import("puppeteer-core").Page} */ page) => {
  return page.$$eval(".kb-run option", (options) => options.map((option) => option.textContent || ""));
};

/** @param {import("puppeteer-core").Page} page @param {string} name */
async function choose(page, name) {
  const value = await page.$$eval(
    ".kb-run option",
    (options, wanted) => options.find((option) => option.textContent?.startsWith(wanted))?.value || "",
    name,
  );
  assert.ok(value, `no run ${name}`);
  await page.select(".kb-run select", value);
}

test("ticks and progress are there again after a reload", async () => {
  const { context, page } = await fresh(CHECKLIST);
  const items = await page.$$eval(".kb-item", (all) => all.map((item) => item.getAttribute("data-item")));
  await box(page, 0);
  await box(page, 2);
  assert.equal(await text(page, ".kb-run__count"), `2/${items.length}`);
  await page.reload();
  assert.deepEqual(await ticked(page), [items[0], items[2]]);
  assert.equal(await page.$eval(".kb-run progress", (bar) => /** @type {HTMLProgressElement} */ (bar).value), 2);
  await context.close();
});

test("a list that was reworded and reordered keeps its ticks by item id", async () => {
  const { context, page } = await fresh(CHECKLIST);
  await box(page, 1);
  const [item] = await ticked(page);
  await page.setRequestInterception(true);
  page.on("request", async (request) => {
    if (!request.isNavigationRequest()) return request.continue();
    const body = await (await fetch(request.url())).text();
    const parts = [...body.matchAll(/<li class="kb-item[\s\S]*?<\/li>/g)].map(([part]) => part);
    const turned = parts
      .map((part) => part.replace(/(kb-check__text">)[\s\S]*?(<\/p>)/, "$1换了说法$2"))
      .reverse()
      .join("");
    const start = body.indexOf(parts[0]);
    const end = body.lastIndexOf(parts[parts.length - 1]) + parts[parts.length - 1].length;
    request.respond({ contentType: "text/html", body: body.slice(0, start) + turned + body.slice(end) });
  });
  await page.reload();
  assert.match(await text(page, ".kb-check__text"), /换了说法/);
  assert.deepEqual(await ticked(page), [item]);
  await context.close();
});

test("several runs are kept apart, named, archived and deleted one by one", async () => {
  const { context, page } = await fresh(CHECKLIST);
  await begin(page, "3栋1502");
  await box(page, 0);
  await begin(page, "5栋0301");
  await box(page, 1);
  await box(page, 2);
  assert.match(await text(page, ".kb-run__count"), /^2\//);
  await choose(page, "3栋1502");
  assert.match(await text(page, ".kb-run__count"), /^1\//);

  await press(page, ".kb-run", "更多");
  await press(page, ".kb-menu", "改名");
  await reply(page, "3栋1503");
  await eventually(async () => {
    const names = await runs(page);
    assert.ok(
      names.some((name) => /^3栋1503 · \d+月\d+日$/.test(name)),
      String(names),
    );
  });

  await press(page, ".kb-run", "更多");
  await press(page, ".kb-menu", "归档");
  assert.ok(await page.$eval(".kb-tick__box", (input) => /** @type {HTMLInputElement} */ (input).disabled));
  assert.equal(await page.$eval(".kb-run optgroup option", (option) => option.textContent?.slice(0, 6)), "3栋1503");

  await choose(page, "5栋0301");
  await press(page, ".kb-run", "更多");
  await press(page, ".kb-menu", "删除");
  await page.waitForSelector(".kb-ask[open]");
  await page.keyboard.press("Escape");
  await answered(page);
  assert.ok(
    (await runs(page)).some((name) => name.startsWith("5栋0301")),
    "Escape deletes nothing",
  );
  await press(page, ".kb-run", "更多");
  await press(page, ".kb-menu", "删除");
  await page.waitForSelector(".kb-ask[open]");
  await press(page, ".kb-ask", "删除");
  await answered(page);
  await eventually(async () =>
    assert.deepEqual(
      (await runs(page)).filter((name) => name.includes("栋")).map((name) => name.slice(0, 6)),
      ["3栋1503"],
    ),
  );
  await context.close();
});

test("two tabs show the same ticks at once", async () => {
  const { context, page } = await fresh(CHECKLIST);
  await begin(page, "A");
  const other = await site.page(CHECKLIST, { context });
  await choose(other, "A"); // a tab takes up no other's case by itself
  await page.bringToFront();
  await box(page, 0);
  await eventually(async () => assert.equal((await ticked(other)).length, 1));
  await other.bringToFront();
  await box(other, 1);
  await eventually(async () => assert.equal((await ticked(page)).length, 2));
  await context.close();
});

test("two tabs may tick two runs", async () => {
  const { context, page } = await fresh(CHECKLIST);
  await begin(page, "A");
  const other = await site.page(CHECKLIST, { context });
  await begin(other, "B");
  await box(other, 0);
  await page.bringToFront();
  await heard(page, other);
  assert.ok(
    (await runs(page)).some((name) => name.startsWith("B")),
    "the other tab's run is known here",
  );
  assert.match(await current(page), /^A/);
  assert.deepEqual(await ticked(page), []);
  await context.close();
});

test("an idle page writes nothing, so that tabs never wake one another in circles", async () => {
  const { context, page } = await fresh("checks/index.html");
  await page.evaluate(() => {
    /** @type {any} */ (window).woken = [];
    // what was opened last is noted once a page
    const known = (/** @type {string | null} */ key) => key?.startsWith("heard.") || key?.startsWith("huashu.recent.");
    addEventListener("storage", ({ key }) => known(key) || /** @type {any} */ (window).woken.push(key));
  });
  const other = await site.page("checks/index.html", { context });
  await other.goto(site.base + CHECKLIST);
  await heard(page, other);
  assert.deepEqual(await page.evaluate(() => /** @type {any} */ (window).woken), []);
  await context.close();
});

test("a run that cannot be read is set aside and said; the page and the other runs work", async () => {
  const { context, page } = await fresh(CHECKLIST);
  await begin(page, "A");
  await box(page, 0);
  await page.evaluate(() => localStorage.setItem("huashu.run.before-call.broken", '{"version":7'));
  await page.reload();
  assert.match(
    await text(page, ".kb-run .kb-tools__status"),
    /有一份旧记录读不出来，已经另存为 huashu\.aside\.huashu\.run\.before-call\.broken/,
  );
  assert.equal(
    await page.evaluate(() => localStorage.getItem("huashu.aside.huashu.run.before-call.broken")),
    '{"version":7',
  );
  assert.equal((await ticked(page)).length, 1);
  await context.close();
});

test("what other pages keep in the browser is left alone", async () => {
  const { context, page } = await fresh(CHECKLIST);
  await page.evaluate(() => localStorage.setItem("theirs", "1"));
  await begin(page, "A");
  await press(page, ".kb-run", "更多");
  await press(page, ".kb-menu", "删除");
  await page.waitForSelector(".kb-ask[open]");
  await press(page, ".kb-ask", "删除");
  await answered(page);
  await eventually(async () =>
    assert.deepEqual(
      await page.evaluate(() => Object.keys(localStorage).filter((key) => /^huashu\.(run|open)/.test(key))),
      [],
    ),
  );
  assert.equal(await page.evaluate(() => localStorage.getItem("theirs")), "1");
  await context.close();
});

test("index pages show how far the latest run is", async () => {
  const { context, page } = await fresh(CHECKLIST);
  const total = (await page.$$(".kb-item")).length;
  await begin(page, "A");
  await box(page, 0);
  for (const path of ["checklists/index.html", "checks/index.html"]) {
    await page.goto(site.base + path);
    assert.equal(await text(page, 'kb-progress[entry="before-call"]'), `已勾 1/${total}`);
    assert.equal(await text(page, 'kb-progress[entry="after-call"]'), "");
  }
  await context.close();
});

test("a script's steps are ticked too", async () => {
  const { context, page } = await fresh(SCRIPT);
  await box(page, 0);
  const total = (await page.$$(".kb-step")).length;
  assert.equal(await text(page, ".kb-run__count"), `1/${total}`);
  await page.reload();
  assert.deepEqual(await ticked(page), [await page.$eval(".kb-step", (step) => step.getAttribute("data-item"))]);
  await context.close();
});

test("the summary is copied with its date and every item", async () => {
  const { context, page } = await fresh(CHECKLIST, {
    before: (/** @type {import("puppeteer-core").Page} */ tab) =>
      tab.evaluateOnNewDocument(() => {
        const writeText = async (/** @type {string} */ value) => void Object.assign(window, { copied: value });
        Object.defineProperty(navigator, "clipboard", { value: { writeText } });
      }),
  });
  await begin(page, "3栋1502");
  await box(page, 0);
  await press(page, ".kb-run", "复制小结");
  await page.waitForSelector(".kb-run .kb-tools__status:not(:empty)");
  const [title, progress, ...lines] = String(await page.evaluate(() => /** @type {any} */ (window).copied)).split("\n");
  assert.match(title, /^《.+》3栋1502 · \d+月\d+日$/);
  assert.match(progress, /^完成 1\/\d+（\d+月\d+日.*\d\d:\d\d）$/);
  const texts = await page.$$eval(".kb-check__text", (all) => all.map((one) => one.textContent?.trim()));
  assert.deepEqual(
    lines,
    texts.map((one, index) => `${index ? "☐" : "☑"} ${one}`),
  );
  await context.close();
});

test("what was ticked before cases had names of their own is there", async () => {
  const { context, page } = await fresh(CHECKLIST);
  const item = (await page.$eval(".kb-item", (one) => one.getAttribute("data-item"))) || "";
  await page.evaluate((id) => {
    const time = "2026-09-01T01:00:00.000Z";
    const run = { version: 1, name: "", started: time, changed: time, archived: false, ticks: { [id]: time } };
    localStorage.setItem("huashu.run.before-call.m1", JSON.stringify(run));
    localStorage.setItem("huashu.run.after-call.m2", JSON.stringify({ ...run, name: "7栋1" }));
  }, item);
  await page.reload();
  assert.deepEqual(await ticked(page), [item]);
  assert.ok((await runs(page)).some((name) => name.startsWith("7栋1")));
  assert.deepEqual(
    await page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith("huashu.run."))),
    [],
  );
  await context.close();
});

test("script, checklists and panel tick one case, named by its room; another room has ticks of its own", async () => {
  const { context, page } = await fresh(SCRIPT);
  await openPanel(page);
  await fillIn(page, { 房号: "3栋1502" });
  await box(page, 0);
  assert.match(await current(page), /^3栋1502/);
  await page.goto(site.base + CHECKLIST);
  await box(page, 1);
  assert.match(await current(page), /^3栋1502/);
  const kept = () => page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith("huashu.open.")));
  assert.equal((await kept()).length, 1);
  await page.goto(site.base + SCRIPT);
  assert.equal((await ticked(page)).length, 1);
  await openPanel(page);
  await fillIn(page, { 房号: "5栋0301" });
  assert.deepEqual(await ticked(page), []);
  await box(page, 2);
  assert.equal((await kept()).length, 2);
  await press(page, ".kb-case", "下一户");
  assert.deepEqual(await ticked(page), []);
  await context.close();
});

test("an open case stands on the home page with its step, is gone on with, and is deleted on request", async () => {
  const { context, page } = await fresh(SCRIPT);
  await openPanel(page);
  await fillIn(page, { 称呼: "王女士", 房号: "3栋1502", 欠费金额: "2640" });
  await page.goto(`${site.base}${SCRIPT}#call=identity-check`);
  await page.reload();
  await page.waitForSelector(".kb-call[open]");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Escape");
  await page.waitForSelector(".kb-call:not([open])");
  await press(page, ".kb-case", "下一户");
  assert.doesNotMatch(await page.evaluate(() => JSON.stringify({ ...localStorage })), /王女士|2640/);
  const other = await site.page("index.html", { context });
  await other.waitForSelector(".kb-cases li");
  assert.match(await text(other, ".kb-cases li"), /^3栋1502小区业主催费电话 · 说清账单 · 11月23日/);
  await click((await other.$$(".kb-cases a"))[0]);
  await other.waitForSelector(".kb-call[open]");
  assert.equal(await text(other, ".kb-call > kb-whose"), "3栋1502");
  assert.match(other.url(), /#call=check-the-bill$/);
  await other.goto(`${site.base}index.html`);
  await press(other, ".kb-cases", "✕");
  await press(other, ".kb-ask", "删掉");
  await eventually(async () => assert.equal(await other.$(".kb-cases"), null));
  await context.close();
});

test("an open case that nobody touched for thirty days is gone", async () => {
  const { context, page } = await fresh(CHECKLIST);
  await begin(page, "A");
  await box(page, 0);
  const later = await site.page("index.html", { context, day: "2026-12-22" });
  await later.waitForSelector(".kb-cases li");
  const gone = await site.page("index.html", { context, day: "2026-12-24" });
  await gone.waitForSelector("kb-shelf");
  assert.equal(await gone.$(".kb-cases"), null);
  assert.deepEqual(
    await gone.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith("huashu.open."))),
    [],
  );
  await context.close();
});

test("a list that belongs to no case keeps its ticks when the next one comes", async () => {
  const { context, page } = await fresh("checklists/new-colleague.html");
  await box(page, 0);
  await page.goto(site.base + SCRIPT);
  await openPanel(page);
  await fillIn(page, { 房号: "3栋1502" });
  await press(page, ".kb-case", "下一户");
  await page.goto(`${site.base}checklists/new-colleague.html`);
  assert.equal((await ticked(page)).length, 1);
  await page.goto(`${site.base}index.html`);
  assert.equal(await page.$(".kb-cases"), null, "it is no open case");
  await context.close();
});

test("two sites on one host have ticks, cases and own things of their own", async () => {
  const { context, page } = await fresh(SCRIPT);
  await openPanel(page);
  await fillIn(page, { 房号: "3栋1502", 经办人: "李敏" });
  await box(page, 0);
  const [here, there] = await page.evaluate(() => {
    const keys = [...Object.keys(localStorage), ...Object.keys(sessionStorage)].filter((key) =>
      key.startsWith("huashu."),
    );
    return [keys.filter((key) => key.endsWith("./")), keys.filter((key) => !key.endsWith("./"))];
  });
  assert.ok(here.length >= 4, String(here));
  assert.deepEqual(there, [], "every key holds the site's place");
  await context.close();
});

test("ticked with the keyboard alone", async () => {
  const { context, page } = await fresh(CHECKLIST);
  await page.focus(".kb-run select");
  for (let n = 0; n < 40 && !(await page.evaluate(() => document.activeElement?.matches(".kb-tick__box"))); n++)
    await page.keyboard.press("Tab");
  await page.keyboard.press("Space");
  assert.equal((await ticked(page)).length, 1);
  await context.close();
});

test("no page complained", () => assert.deepEqual(site.problems, []));
