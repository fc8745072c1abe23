/** A record: everything of one page that is found together. */

import { fold } from "./fold.mjs";

/**
 * @typedef {{ role: string, anchor: string, text: string, folded: string }} Line `role`: see ROLES in generator/search/records.py
 * @typedef {{ path: string, folder: string, facets: number[], expires?: string, pending?: string, title: string, code: string, lines: Line[] }} Record
 */

/**
 * Read records as they are published, one after another.
 * @param {string} text
 * @param {Record[]} [records] those known so far; new ones are added
 * @param {number} [next] which of them gets further lines where a bare "E" stands
 * @returns {Record[]} the same
 */
export function parse(text, records = [], next = 0) {
  let anchor = "";
  let record = records[next];
  for (const row of text.split("\n")) {
    const role = row[0];
    const rest = row.slice(1);
    if (role === "E") {
      record = rest ? begun(rest) : records[next++];
      if (rest) records.push(record);
      anchor = "";
    } else if (role === "#") anchor = rest;
    else if (role) {
      if (role === "T") record.title = rest;
      if (role === "c") record.code = rest;
      record.lines.push({ role, anchor, text: rest, folded: fold(role === "s" ? rest.slice(rest.indexOf("\t") + 1) : rest) });
    }
  }
  return records;
}

/** @param {string} head @returns {Record} */
function begun(head) {
  const [path, folder, facets, expires, pending] = head.split("\t");
  return { path: path.endsWith(".html") ? path : `${folder}/${path}.html`, folder, facets: facets ? facets.split(",").map(Number) : [], expires, pending, title: "", code: "", lines: [] };
}

/** How much a line counts, by role: 0 is best. */
/** @type {{ [role: string]: number }} */
export const TIER = { c: 0, T: 0, h: 1, t: 1.2, m: 1.6, s: 2, r: 3, a: 3.5, q: 3.5 };
