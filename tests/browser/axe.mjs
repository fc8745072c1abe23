/** What axe says of a page that stands still. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { eventually } from "./sample.mjs";

/** @typedef {import("puppeteer-core").Page} Page */

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/**
 * Nothing fades or slides any more: colours and sizes would be measured half-way. What moves is brought to its end, not
 * waited for: in what is laid out only when it is seen (content-visibility) it stands still and never ends.
 * @param {Page} page
 */
export async function settled(page) {
  await eventually(async () => {
    const moving = await page.evaluate(() => {
      const all = document.getAnimations().filter(({ playState }) => playState !== "finished");
      for (const animation of all) animation.finish();
      return all.length;
    });
    assert.equal(moving, 0);
  });
}

/**
 * What axe finds, one line for each element.
 * @param {Page} page
 * @returns {Promise<string[]>}
 */
export async function violations(page) {
  await settled(page);
  await page.evaluate(AXE);
  // What is laid out only when it is seen would be laid out anew for each of thousands of questions.
  await page.evaluate(() => {
    const whole = new CSSStyleSheet();
    whole.replaceSync("* { content-visibility: visible !important }");
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, whole];
  });
  return page.evaluate(async () => {
    const { violations: found } = await /** @type {any} */ (window).axe.run({ resultTypes: ["violations"] });
    return found.flatMap((/** @type {any} */ { id, nodes }) => {
      return nodes.map(
        (/** @type {any} */ node) => `${id}: ${node.target} ${node.html.slice(0, 120)} ${node.any[0]?.message || ""}`,
      );
    });
  });
}
