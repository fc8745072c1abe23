import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { fillIn, focused, openPanel, press, SCRIPT, text } from "./sample.mjs";
import { openSite } from "./site.mjs";

/** @type {Awaited<ReturnType<typeof openSite>>} */
let site;
before(async () => (site = await openSite()));
after(() => site.close());

const BILL = 'kb-say[item="check-the-bill"] .kb-words__version[data-channel="电话"]';

/**
 * A page whose clipboard is watched: `ways` says which of the two ways work.
 * @param {{ clipboard: boolean | "silent", command: boolean }} ways
 */
function watched(ways) {
  return site.page(SCRIPT, {
    before: (tab) =>
      tab.evaluateOnNewDocument(({ clipboard, command }) => {
        const store = /** @type {any} */ (window);
        store.copied = [];
        const writeText = async (/** @type {string} */ value) => {
          if (clipboard === "silent") await new Promise(() => {});
          if (!clipboard) throw new DOMException("denied", "NotAllowedError");
          store.copied.push(["clipboard", value]);
        };
        Object.defineProperty(navigator, "clipboard", { value: { writeText } });
        document.execCommand = () => {
          if (command)
            store.copied.push([
              "command",
              getSelection()?.toString() || /** @type {any} */ (document.activeElement).value,
            ]);
          return command;
        };
      }, ways),
  });
}

/** @param {import("puppeteer-core").Page} page @returns {Promise<[string, string][]>} */
const copied = (page) => page.evaluate(() => /** @type {any} */ (window).copied);

test("one version is copied filled, and the button says what is open", async () => {
  const page = await watched({ clipboard: true, command: false });
  await openPanel(page);
  await fillIn(page, { 房号: "3栋1502", 面积: "98.6" });
  assert.equal(
    await text(page, `${BILL} .kb-tools__open`),
    "还空着：欠费期间读法、欠费月数、欠费金额读法、收费单价读法",
  );
  await press(page, BILL, "复制电话版");
  await page.waitForSelector(`${BILL} .kb-tools__status:not(:empty)`);
  assert.equal(
    await text(page, `${BILL} .kb-tools__status`),
    "已复制，还空着：欠费期间读法、欠费月数、欠费金额读法、收费单价读法",
  );
  const [[way, said]] = await copied(page);
  assert.equal(way, "clipboard");
  assert.match(
    said,
    /^您家【欠费期间读法】，【欠费月数】 个月的物业费，还有【欠费金额读法】没到账。\n是按 98\.6 平方米/,
  );
  assert.doesNotMatch(said, /复制|还空/);
  await page.close();
});

test("with nothing open it is just copied", async () => {
  const page = await watched({ clipboard: true, command: false });
  await openPanel(page);
  await fillIn(page, { 房号: "3栋1502", 欠费起月: "2026-01", 欠费止月: "2026-06", 面积: "98.6", 收费单价: "2.80" });
  assert.equal(await text(page, `${BILL} .kb-tools__open`), "");
  await press(page, BILL, "复制电话版");
  await page.waitForSelector(`${BILL} .kb-tools__status:not(:empty)`);
  assert.equal(await text(page, `${BILL} .kb-tools__status`), "已复制");
  await page.close();
});

test("without the async clipboard, as on plain http, the old command copies", async () => {
  const page = await watched({ clipboard: false, command: true });
  await press(page, BILL, "复制电话版");
  await page.waitForSelector(`${BILL} .kb-tools__status:not(:empty)`);
  const [[way, said]] = await copied(page);
  assert.equal(way, "command");
  assert.match(said, /^您家【欠费期间读法】/);
  assert.equal(await page.evaluate(() => document.activeElement?.textContent), "复制电话版");
  await page.close();
});

test("where the clipboard never answers, the old command copies after a second", async () => {
  const page = await watched({ clipboard: "silent", command: true });
  await press(page, BILL, "复制电话版");
  await page.waitForSelector(`${BILL} .kb-tools__status:not(:empty)`);
  assert.equal((await copied(page))[0][0], "command");
  await page.close();
});

test("when the browser allows neither, the text is shown selected", async () => {
  const page = await watched({ clipboard: false, command: false });
  await press(page, BILL, "复制电话版");
  const area = await page.waitForSelector(`${BILL} .kb-offer`);
  assert.match(await text(page, `${BILL} .kb-tools__status`), /Ctrl\+C/);
  const selected = await area?.evaluate((element) => {
    const box = /** @type {HTMLTextAreaElement} */ (element);
    return document.activeElement === box && box.value.slice(box.selectionStart, box.selectionEnd);
  });
  assert.match(selected || "", /^您家【欠费期间读法】[\s\S]*跟您手里的对得上吗？$/);
  await page.close();
});

test("the real clipboard gets the words", async () => {
  const page = await site.page(SCRIPT);
  await site.browser
    .defaultBrowserContext()
    .overridePermissions(site.base, ["clipboard-read", "clipboard-sanitized-write"]);
  await press(page, BILL, "复制电话版");
  await page.waitForSelector(`${BILL} .kb-tools__status:not(:empty)`);
  assert.match(await page.evaluate(() => navigator.clipboard.readText()), /^您家【欠费期间读法】/);
  await page.close();
});

test("a channel is chosen for the whole script, and remembered in this tab", async () => {
  const page = await watched({ clipboard: true, command: false });
  await page.waitForSelector(".kb-channels");
  await page.$$eval(".kb-channels label", (labels) => labels.find((label) => label.textContent === "微信")?.click());
  assert.equal(await page.$eval(BILL, (version) => /** @type {HTMLElement} */ (version).hidden), true);
  await press(page, "kb-whole", "复制整篇");
  await page.waitForSelector("kb-whole .kb-tools__status:not(:empty)");
  const [[, said]] = await copied(page);
  const titles = await page.$$eval(".kb-step > h2", (headings) => headings.map((heading) => heading.textContent));
  titles.forEach((title, index) => assert.ok(said.includes(`${index + 1}. ${title}`), `${title} is missing`));
  assert.match(said, /的物业费请您核对：\n/);
  assert.doesNotMatch(said, /跟您手里的对得上吗/);
  await page.reload();
  await page.waitForSelector(".kb-channels");
  assert.equal(await page.$eval(BILL, (version) => /** @type {HTMLElement} */ (version).hidden), true);
  await page.close();
});

test("an SMS says how long it is and how many it makes, and both change with what is filled in", async () => {
  const page = await site.page("scripts/sms-message.html");
  await openPanel(page);
  const sms = ".kb-words__version[data-sms] .kb-tools__count";
  const size = await text(page, sms);
  const said = await page.$eval(
    ".kb-words__version[data-sms] .kb-words__text",
    (element) => /** @type {HTMLElement} */ (element).innerText,
  );
  const count = [...said.replace(/\n/g, "")].length;
  assert.equal(size, `${count} 字，合 ${said.length <= 70 ? 1 : Math.ceil(said.length / 67)} 条短信`);
  const open = await page.$eval(".kb-words__version[data-sms] kb-blank", (blank) => blank.getAttribute("name") || "");
  await page.evaluate(
    (name) =>
      [...document.querySelectorAll("kb-blank")]
        .find((blank) => blank.getAttribute("name") === name)
        ?.dispatchEvent(new MouseEvent("click", { bubbles: true })),
    open,
  );
  await focused(page, open);
  await page.keyboard.type("很长很长的名字".repeat(10));
  assert.notEqual(await text(page, sms), size);
  await page.close();
});

test("an article is copied with its name, in one tap", async () => {
  const page = await site.page("laws/civil-code.html", {
    before: (tab) =>
      tab.evaluateOnNewDocument(() => {
        const writeText = async (/** @type {string} */ value) => void Object.assign(window, { copied: value });
        Object.defineProperty(navigator, "clipboard", { value: { writeText } });
      }),
  });
  await press(page, '[data-item="mfd-944-2"]', "复制这一条");
  await page.waitForSelector('[data-item="mfd-944-2"] .kb-tools__status:not(:empty)');
  const said = await page.evaluate(() => /** @type {any} */ (window).copied);
  const quote = await text(page, '[data-item="mfd-944-2"] blockquote');
  assert.equal(said, `《民法典》第九百四十四条第二款：“${quote}”`);
  await page.close();
});

test("no page complained", () => assert.deepEqual(site.problems, []));
