/** A record: everything of one page that is found together. generator/search/records.py says how it is written. */

import { fold } from "./fold.mjs";

/**
 * @typedef {Record<string, [tier: number, met: number, worth: number]>} Ranks by role, as generator/search/ranks.py publishes them
 * @typedef {{ role: string, tier: number, worth: number, anchor: string, text: string, folded: string }} Line
 *   `tier`: where a find in it ranks, 0 is best; `worth`: what it is worth to a sentence that it meets
 * @typedef {{ path: string, folder: string, facets: number[], expires?: string, pending?: string, title: string, code: string, lines: Line[],
 *   items: Record<string, number[]>, alone: Record<string, string[]> }} Entry
 *   `facets`: the values that it shows up under, numbered through all facets; `items`: those that items say of themselves,
 *   by anchor; `alone`: by anchor, words to say for a sum alone, behind their channel and the sums
 */

/**
 * Read records as they are published, one after another.
 * @param {string} text
 * @param {Ranks} ranks
 * @param {Entry[]} [records] those known so far; new ones are added
 * @param {number} [next] which of them gets further lines where a bare "E" stands
 * @returns {Entry[]} the same
 */
export function parse(text, ranks, records = [], next = 0) {
  let anchor = "";
  let record = records[next];
  for (const row of text.split("\n")) {
    const role = row[0];
    const rest = row.slice(1);
    if (role === "E") {
      record = rest ? begun(rest) : records[next++];
      if (rest) records.push(record);
      anchor = "";
    } else if (role === "#") {
      const [name, own] = rest.split("\t");
      anchor = name;
      if (own) record.items[anchor] = numbers(own);
    } else if (role === "u") {
      (record.alone[anchor] ??= []).push(rest);
    } else if (role) {
      const [tier, , worth] = ranks[role];
      if (role === "T") record.title = rest;
      if (role === "c") record.code = rest;
      record.lines.push({
        role,
        tier,
        worth,
        anchor,
        text: rest,
        folded: fold(role === "s" ? rest.slice(rest.indexOf("\t") + 1) : rest),
      });
    }
  }
  return records;
}

/** @param {string} head @returns {Entry} */
function begun(head) {
  const [path, folder, facets, expires, pending] = head.split("\t");
  return {
    path: path.endsWith(".html") ? path : `${folder}/${path}.html`,
    folder,
    facets: facets ? numbers(facets) : [],
    expires,
    pending,
    title: "",
    code: "",
    lines: [],
    items: {},
    alone: {},
  };
}

/** @param {string} list */
const numbers = (list) => list.split(",").map(Number);
