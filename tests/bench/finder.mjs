/**
 * How long a keystroke takes on a list of 5,000 items: real keys in a real browser, from the key to the next frame.
 *
 *     SITE=site node tests/bench/finder.mjs        writes tests/bench/results/finder.md
 */

import { mkdir, readFile, writeFile } from "node:fs/promises";
import { cpus } from "node:os";
import { join } from "node:path";
import { openSite, ROOT } from "../browser/site.mjs";

const SIZES = [300, 5000, 20000];
const QUERIES = ["账单", "核对 电话", "录音 业主 2", "没有的词", "9"];
const RESULTS = new URL("results/finder.md", import.meta.url);

/**
 * The page of all checks with so many items, made from its own blocks.
 * @param {string} html
 * @param {number} size
 */
function grown(html, size) {
  const blocks = [...html.matchAll(/<div class="kb-found"[\s\S]*?<\/div>/g)].map(([block]) => block);
  const lines = blocks.map((block) => (block.match(/<li>/g) || []).length);
  let [count, out] = [0, ""];
  for (let n = 0; count < size; n++) {
    const index = n % blocks.length;
    out += blocks[index].replace(/<\/a><\/li>/g, ` ${n}</a></li>`).replace(/ id="[^"]*"/g, "");
    count += lines[index];
  }
  const first = html.indexOf(blocks[0]);
  const end = html.indexOf("</section>", first);
  return html.slice(0, first) + out + html.slice(end);
}

/** @param {number[]} times @param {number} part */
const quantile = (times, part) =>
  [...times].sort((a, b) => a - b)[Math.min(times.length - 1, Math.floor(times.length * part))];

const site = await openSite();
const html = await readFile(join(ROOT, "checks/index.html"), "utf8");
const rows = [];
for (const size of SIZES) {
  const page = await site.page("checks/index.html", {
    before: async (tab) => {
      await tab.setRequestInterception(true);
      tab.on("request", (request) => {
        if (request.isNavigationRequest())
          request.respond({ contentType: "text/html; charset=utf-8", body: grown(html, size) });
        else request.continue();
      });
    },
  });
  await page.waitForSelector("kb-finder input");
  await page.evaluate(() => {
    /** @type {{ work: number, frame: number }[]} */
    const times = [];
    Object.assign(window, { times });
    const box = document.querySelector("kb-finder input");
    let started = 0;
    addEventListener("input", () => (started = performance.now()), true);
    box?.addEventListener("input", () => {
      document.body.getBoundingClientRect(); // the layout is part of the answer
      const work = performance.now() - started;
      requestAnimationFrame(() => {
        const channel = new MessageChannel(); // its message comes when the frame has been drawn
        channel.port1.onmessage = () => times.push({ work, frame: performance.now() - started });
        channel.port2.postMessage(0);
      });
    });
  });
  const total = (await page.$$(".kb-found li")).length;
  await page.focus("kb-finder input");
  for (let round = 0; round < 3; round++) {
    for (const query of QUERIES) {
      for (const key of query) {
        await page.keyboard.type(key);
        await new Promise((ready) => setTimeout(ready, 120));
      }
      for (const _ of query) {
        await page.keyboard.press("Backspace");
        await new Promise((ready) => setTimeout(ready, 120));
      }
    }
  }
  /** @type {{ work: number, frame: number }[]} */
  const times = await page.evaluate(() => /** @type {any} */ (window).times);
  const [work, frame] = [times.map((one) => one.work), times.map((one) => one.frame)];
  const figures = [work, frame].flatMap((all) =>
    [quantile(all, 0.5), quantile(all, 0.95), Math.max(...all)].map((ms) => ms.toFixed(1)),
  );
  rows.push(
    `| ${total.toLocaleString("en")} | ${times.length} | ${figures.slice(0, 3).join(" · ")} | ${figures.slice(3).join(" · ")} |`,
  );
  console.log(rows[rows.length - 1]);
  await page.close();
}
const browser = await site.browser.version();
await site.close();
await mkdir(new URL("results/", import.meta.url), { recursive: true });
await writeFile(
  RESULTS,
  `# Finder: a keystroke on the page of all checks

Real keys in ${browser.replace("/", " ")}, ${cpus().length} cores; typing and deleting ${QUERIES.length} queries three times over. "Work" is our code and the
layout, "frame" ends when the next frame is drawn. Milliseconds: median · 95th percentile · worst. The goal is 50 for 5,000 items.

| items | keystrokes | work | frame |
|---|---|---|---|
${rows.join("\n")}
`,
);
