/** An index as `search.outputs` writes it, opened without a browser. */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { runInNewContext } from "node:vm";
import { openEngine } from "../../overrides/assets/javascripts/src/search/answer.mjs";

/** @param {string} folder the folder that assets/search/ stands in */
export async function openIndex(folder) {
  const load = async (/** @type {string} */ path) => {
    let value;
    runInNewContext(readFileSync(join(folder, path), "utf8"), { kbSearch: (/** @type {string} */ _, /** @type {any} */ given) => (value = given) });
    return /** @type {any} */ (value);
  };
  return openEngine(await load("assets/search/index.js"), load);
}
