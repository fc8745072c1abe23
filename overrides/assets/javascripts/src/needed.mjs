/** Which fields the panel shows first. */

import { namesIn } from "./case.mjs";

/**
 * The named blanks and those that their formulas ask for, in the order of blanks.yml.
 * @param {string[]} names
 * @param {import("./case.mjs").Blanks} blanks
 */
export function needed(names, blanks) {
  const found = new Set();
  /** @param {string} name */
  const take = (name) => {
    if (!blanks[name] || found.has(name)) return;
    found.add(name);
    if (blanks[name].formula) namesIn(/** @type {any} */ (blanks[name].formula)).forEach(take);
  };
  names.forEach(take);
  return Object.keys(blanks).filter((name) => found.has(name));
}
