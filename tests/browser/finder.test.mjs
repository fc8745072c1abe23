import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { CHECKS, press, text } from "./sample.mjs";
import { openSite } from "./site.mjs";

/** @type {Awaited<ReturnType<typeof openSite>>} */
let site;
before(async () => (site = await openSite()));
after(() => site.close());

const BOX = "kb-finder input[type=search]";

/** The part of the address behind #, once it says what is wanted. @param {import("puppeteer-core").Page} page @param {RegExp} wanted */
async function hashOf(page, wanted) {
  await page.waitForFunction((pattern) => new RegExp(pattern).test(location.hash), {}, wanted.source);
  return page.evaluate(() => location.hash);
}

/** @param {import("puppeteer-core").Page} page @param {string} [list] */
const lines = (page, list = ".kb-found") => {
  return page.$$eval(`${list} li`, (all) =>
    all.filter((line) => line.checkVisibility({ contentVisibilityAuto: false })).map((line) => line.textContent || ""),
  );
};

/** @param {import("puppeteer-core").Page} page @param {string} label */
const chip = (page, label) => {
  return page.$$eval(
    ".kb-facet label",
    (labels, wanted) => labels.find((one) => one.textContent?.startsWith(`${wanted} `))?.click(),
    label,
  );
};

/** @param {import("puppeteer-core").Page} page @param {string} label */
const count = (page, label) => {
  return page.$$eval(
    ".kb-facet label",
    (labels, wanted) => {
      return Number(
        labels.find((one) => one.textContent?.startsWith(`${wanted} `))?.querySelector(".kb-facet__count")?.textContent,
      );
    },
    label,
  );
};

test("words narrow the list to the items that contain them all", async () => {
  const page = await site.page(CHECKS);
  const all = await lines(page);
  assert.ok(all.length > 100);
  await page.type(BOX, "电话 录音");
  const found = await lines(page);
  assert.ok(found.length > 0 && found.length < all.length);
  assert.equal(await text(page, ".kb-finder__status"), `${all.length} 条里找到 ${found.length} 条`);
  const blocks = await page.$$eval(".kb-found", (all) => {
    return all.flatMap((block) => {
      const title = block.querySelector("h3")?.textContent;
      return [...block.querySelectorAll("li")].map((line) => ({
        text: `${line.textContent} ${title}`,
        hidden: Boolean(line.closest("[hidden]")),
      }));
    });
  });
  for (const { text: said, hidden } of blocks)
    assert.equal(!hidden, said.includes("电话") && said.includes("录音"), said);
  await page.close();
});

test("facets combine, and each count is what choosing it shows", async () => {
  const page = await site.page(CHECKS);
  await page.type(BOX, "录音");
  await chip(page, "小区");
  const expected = await count(page, "电话");
  assert.ok(expected > 0);
  await chip(page, "电话");
  assert.equal((await lines(page)).length, expected);
  assert.ok(await page.$$eval(".kb-found", (all) => all.some((block) => /** @type {HTMLElement} */ (block).hidden)));
  await page.close();
});

test("the filter stands in the address, can be shared, and is cleared with one click; what was typed stays in the tab", async () => {
  const page = await site.page(CHECKS);
  const all = (await lines(page)).length;
  await page.type(BOX, "录音");
  await chip(page, "小区");
  const found = await lines(page);
  const hash = await hashOf(page, /property=/);
  assert.deepEqual([...new URLSearchParams(hash.slice(1))], [["property", "小区"]]);
  await page.waitForFunction(() => history.state?.query === "录音");
  await page.reload();
  await page.waitForSelector(`${BOX}:not(:placeholder-shown)`);
  assert.deepEqual(await lines(page), found);
  const other = await site.page(CHECKS + hash);
  const shared = (await lines(other)).length;
  assert.ok(shared < all && shared > found.length);
  await press(other, "kb-finder", "清除条件");
  await hashOf(other, /^$/);
  assert.equal((await lines(other)).length, all);
  await page.close();
  await other.close();
});

test("a value that finds nothing is out of the way, unless it is chosen", async () => {
  const page = await site.page(CHECKS);
  const chips = () =>
    page.$$eval(".kb-facet label", (labels) => {
      return labels.map((label) => ({
        hidden: label.hidden,
        count: Number(label.querySelector(".kb-facet__count")?.textContent),
        chosen: Boolean(label.querySelector("input")?.checked),
      }));
    });
  assert.ok((await chips()).every(({ hidden, count }) => !hidden && count > 0));
  await chip(page, "小区");
  await page.type(BOX, "录音");
  const narrowed = await chips();
  assert.ok(narrowed.some(({ hidden }) => hidden));
  for (const { hidden, count } of narrowed) assert.equal(hidden, count === 0);
  await page.type(BOX, "火星");
  assert.deepEqual(
    (await chips()).filter(({ hidden }) => !hidden),
    [{ hidden: false, count: 0, chosen: true }],
  );
  await page.close();
});

test("an anchor of the page is still an anchor", async () => {
  const page = await site.page(`${CHECKS}#before-call`);
  assert.equal(await page.$eval(BOX, (box) => /** @type {HTMLInputElement} */ (box).value), "");
  assert.equal(await page.evaluate(() => location.hash), "#before-call");
  await page.close();
});

test("nothing found is said, and how to go on", async () => {
  const page = await site.page(CHECKS);
  await page.type(BOX, "火星");
  assert.equal((await lines(page)).length, 0);
  assert.match(await text(page, ".kb-finder__status"), /没有符合的/);
  assert.deepEqual(await page.$$eval(".kb-group", (groups) => groups.map((group) => group.checkVisibility())), [
    false,
    false,
  ]);
  await page.close();
});

test("found, walked to and cleared with the keyboard alone", async () => {
  const page = await site.page(CHECKS);
  await page.focus(BOX);
  await page.keyboard.type("录音");
  await page.keyboard.press("ArrowDown");
  const first = await page.evaluate(() => document.activeElement?.closest("li")?.textContent || "");
  assert.equal(first, (await lines(page))[0]);
  await page.focus(BOX);
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Space");
  await hashOf(page, /property=/);
  await page.focus(BOX);
  await page.keyboard.press("Escape");
  await hashOf(page, /^#property=[^&]*$/);
  await page.close();
});

for (const [path, facet] of [
  ["by/stage/s2.html", "小区"],
  ["scripts/index.html", "小区"],
  ["objections/index.html", "法务"],
]) {
  test(`${path} is narrowed the same way`, async () => {
    const page = await site.page(path);
    const all = await lines(page, ".kb-list");
    const expected = await count(page, facet);
    assert.ok(expected > 0 && expected <= all.length, String(expected));
    await chip(page, facet);
    assert.equal((await lines(page, ".kb-list")).length, expected);
    await page.type(BOX, "电话");
    for (const line of await lines(page, ".kb-list")) assert.match(line, /电话/);
    await page.close();
  });
}

test("a facet page does not offer the facet that it stands for", async () => {
  const page = await site.page("by/stage/s2.html");
  const titles = await page.$$eval(".kb-facet legend", (legends) => legends.map((legend) => legend.textContent));
  assert.ok(titles.length > 0 && !titles.includes("阶段"));
  await page.close();
});

test("no page complained", () => assert.deepEqual(site.problems, []));

test("the box knows what the search knows: pinyin, initials, a wrong character, another word for it", async () => {
  const page = await site.page(CHECKS);
  for (const [query, wanted] of /** @type {const} */ ([
    ["luyin", /录音/],
    ["錄音", /录音/],
    ["录因", /录音/],
    ["偷录", /录音/],
  ])) {
    await page.$eval(BOX, (input) => void Object.assign(input, { value: "" }));
    await page.type(BOX, query);
    await page.waitForFunction(() =>
      [...document.querySelectorAll(".kb-found li")].some((line) =>
        line.checkVisibility({ contentVisibilityAuto: false }),
      ),
    );
    assert.ok(
      (await lines(page)).some((line) => wanted.test(line)),
      query,
    );
  }
  await page.$eval(BOX, (input) => void Object.assign(input, { value: "" }));
  await page.type(BOX, "食堂几点开饭");
  await page.waitForFunction(() => /\D0\D|没有/.test(document.querySelector(".kb-finder__status")?.textContent || ""));
  assert.deepEqual(await lines(page), []);
  await page.close();
});

test("every item of the lists has its box", async () => {
  const page = await site.page(CHECKS, { context: await site.browser.createBrowserContext() });
  const [items, boxes] = await page.$$eval(".kb-group .kb-found li", (all) => [
    all.filter((line) => line.closest(".kb-found")?.querySelector("kb-progress")).length,
    all.filter((line) => line.querySelector(".kb-tick__box")).length,
  ]);
  assert.ok(items > 100);
  assert.equal(boxes, items);
  await page.close();
});
