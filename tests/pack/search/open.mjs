/** An index as `search.outputs` writes it, opened without a browser. */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { runInNewContext } from "node:vm";
import { openIndex as open } from "../../../frontend/search/query/open.mjs";

/**
 * What the browser is given by a published file.
 * @param {string} folder the folder that assets/search/ stands in
 * @param {string} path
 * @returns {any}
 */
export function published(folder, path) {
  let value;
  runInNewContext(readFileSync(join(folder, path), "utf8"), {
    huashuData: (/** @type {string} */ _, /** @type {any} */ given) => (value = given),
  });
  return value;
}

/** The whole answer to a question; `find`: the records that hold a text. @param {string} folder */
export async function openIndex(folder) {
  const load = async (/** @type {string} */ path) => published(folder, path);
  const { core, whole, engine } = open(await load("assets/search/index.js"), load);
  return Object.assign(whole, { core, find: (await engine()).find });
}
