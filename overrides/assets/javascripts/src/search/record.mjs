/** A record: everything of one page that is found together. */

import { fold } from "./fold.mjs";

/**
 * @typedef {{ role: string, anchor: string, text: string, folded: string }} Line `role`: see ROLES in generator/search.py
 * @typedef {{ path: string, folder: string, facets: number[], expires?: string, title: string, code: string, lines: Line[] }} Record
 */

/**
 * @param {string} text records as published, one after another
 * @returns {Record[]}
 */
export function parse(text) {
  /** @type {Record[]} */
  const records = [];
  let anchor = "";
  for (const row of text.split("\n")) {
    const role = row[0];
    const rest = row.slice(1);
    const record = records[records.length - 1];
    if (role === "E") {
      const [path, folder, facets, expires] = rest.split("\t");
      records.push({ path: path.endsWith(".html") ? path : `${folder}/${path}.html`, folder, facets: facets ? facets.split(",").map(Number) : [], expires, title: "", code: "", lines: [] });
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

/** How much a line counts, by role: 0 is best. */
/** @type {{ [role: string]: number }} */
export const TIER = { c: 0, T: 0, h: 1, t: 1.2, m: 1.6, s: 2, r: 3, a: 3.5, q: 3.5 };
