/** An index as `search.outputs` writes it, opened without a browser. */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { runInNewContext } from "node:vm";
import { openEngine } from "../../overrides/assets/javascripts/src/search/answer.mjs";

/**
 * What the browser is given by a published file.
 * @param {string} folder the folder that assets/search/ stands in
 * @param {string} path
 * @returns {any}
 */
export function published(folder, path) {
  let value;
  runInNewContext(readFileSync(join(folder, path), "utf8"), { kbSearch: (/** @type {string} */ _, /** @type {any} */ given) => (value = given) });
  return value;
}

/** @param {string} folder */
export async function openIndex(folder) {
  const load = async (/** @type {string} */ path) => published(folder, path);
  return openEngine(await load("assets/search/index.js"), load);
}
