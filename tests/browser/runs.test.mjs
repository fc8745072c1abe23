import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { answered, CHECKLIST, click, eventually, press, SCRIPT, text } from "./sample.mjs";
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
      await page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith("huashu.run"))),
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
