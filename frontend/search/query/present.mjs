/** Hits as readers see them: records with the lines that fit, marked. Pure functions. */

import { foldWithPlaces } from "../engine/fold.mjs";
import { lengthOf, placeOf, stands } from "../engine/standing.mjs";

/**
 * @typedef {{ anchor: string, title: string, role: string, channel: string, facets: number[], text: string, marks: [number, number][],
 *   say: string, alone: Alone | null, point: boolean }} Item `say`: words to copy, "" when the item has none; `point`: it can be ticked where its page can;
 *   `facets`: what the item says of itself; `alone`: the same words for a sum alone
 * @typedef {{ text: string, sums: string[] }} Alone `sums`: the blanks that must be known for it
 * @typedef {{ number: number, path: string, folder: string, facets: number[], expires?: string, pending?: string, title: string, code: string, also: boolean,
 *   titleMarks: [number, number][], items: Item[] }} Page
 */

const ITEMS = 3;
const APART = { line: 0.4, item: 1 }; // how much worse a hit ranks for each word that is not in its best line, its best item

/**
 * The records that hold what was wanted (an engine may hand out some that do not), the best first.
 * @param {import("./query.mjs").Hit[]} hits
 * @param {(import("../engine/records.mjs").Entry | null)[]} records of the same order; null: not read
 * @param {[string, number][]} marks
 * @param {{ query: string, most: number, channel?: string, goes?: (own: number[]) => boolean }} wanted the query folded; how
 *   many pages; the channel that is spoken; which items are shown, by the facet values that they say of themselves
 * @returns {{ pages: Page[], gone: number }} `gone`: how many hits do not hold what was wanted
 */
export function present(hits, records, marks, { query, most, channel = "", goes }) {
  const rows = hits.flatMap((hit, index) => {
    const record = narrowed(records[index], goes);
    return record ? [{ hit, record, tier: hit.tier }] : [];
  });
  const kept = rows.filter(({ hit, record }) => hit.wanted.every((forms) => holds(record, forms)));
  for (const row of kept) row.tier += finer(row.record, row.hit, query);
  kept.sort((a, b) => a.hit.reading - b.hit.reading || a.tier - b.tier);
  const weights = [...new Map(marks.filter(([mark]) => mark))].sort((a, b) => b[0].length - a[0].length);
  const longest = weights.map(([mark]) => mark);
  const pages = kept.slice(0, most).map(({ hit, record }) => ({
    number: hit.number,
    path: record.path,
    folder: record.folder,
    facets: record.facets,
    expires: record.expires,
    pending: record.pending,
    title: record.title,
    code: record.code,
    also: Boolean(hit.also),
    titleMarks: marked(record.title, longest),
    items: itemsOf(record, weights, longest, channel, hit.anchors),
  }));
  return { pages, gone: hits.length - kept.length };
}

/**
 * Whether a record holds what was wanted in items that go with what was chosen.
 * @param {import("../engine/records.mjs").Entry | null} record null: not read
 * @param {import("./query.mjs").Hit} hit
 * @param {(own: number[]) => boolean} goes
 */
export function keeps(record, hit, goes) {
  const own = narrowed(record, goes);
  return !own || hit.wanted.every((forms) => holds(own, forms));
}

/**
 * A record without the items that do not go with what was chosen.
 * @param {import("../engine/records.mjs").Entry | null} record
 * @param {((own: number[]) => boolean) | undefined} goes
 */
function narrowed(record, goes) {
  if (!record || !goes || !Object.keys(record.items).length) return record;
  const { items, lines } = record;
  return { ...record, lines: lines.filter(({ anchor }) => !items[anchor] || goes(items[anchor])) };
}

/**
 * @param {import("../engine/records.mjs").Entry} record
 * @param {string[]} forms
 */
export const holds = (record, forms) => record.lines.some(({ folded }) => forms.some((form) => stands(folded, form)));

/**
 * Within a tier: the whole line before its beginning before anywhere, often before once.
 * @param {import("../engine/records.mjs").Entry} record
 * @param {import("./query.mjs").Hit} hit
 * @param {string} query
 */
function finer(record, hit, query) {
  if (!hit.wanted.length) return 0;
  let bonus = 0;
  let times = 0;
  let best = 9;
  for (const { role, tier, folded } of record.lines) {
    if (role === "c" && folded === query) return -9;
    const forms = hit.wanted.flat().filter((form) => stands(folded, form));
    if (!forms.length) continue;
    times++;
    best = Math.min(best, tier);
    const share = Math.max(...forms.map(lengthOf)) / folded.length;
    if (tier < 2) bonus = Math.max(bonus, 0.3 * share + (forms.some((form) => folded.startsWith(form)) ? 0.05 : 0));
  }
  // an engine that knows less of a hit's lines than its record gives it a tier that is too good or too bad
  const known = hit.wanted.length === 1 && !hit.also ? best - hit.tier : 0;
  const { line, item } = apart(record, hit.wanted);
  return known + APART.line * line + APART.item * item - bonus - 0.12 * Math.log(times || 1);
}

/**
 * How many of several words do not stand in the best line, and in the best item, of a record. The page's title goes for
 * all its items.
 * @param {import("../engine/records.mjs").Entry} record
 * @param {string[][]} wanted of each word its forms
 */
export function apart(record, wanted) {
  if (wanted.length < 2) return { line: 0, item: 0 };
  /** @type {Map<string, Set<string[]>>} */
  const items = new Map();
  let line = 0;
  let inTitle = /** @type {string[][]} */ ([]);
  for (const { role, anchor, folded } of record.lines) {
    const met = wanted.filter((forms) => forms.some((form) => stands(folded, form)));
    if (role === "T") inTitle = met;
    line = Math.max(line, met.length);
    const item = items.get(anchor) || new Set(inTitle);
    items.set(anchor, item);
    for (const forms of met) item.add(forms);
  }
  const item = Math.max(0, ...[...items.values()].map(({ size }) => size));
  return { line: wanted.length - line, item: wanted.length - item };
}

/**
 * The items of a record that fit best.
 * @param {import("../engine/records.mjs").Entry} record
 * @param {[string, number][]} weights
 * @param {string[]} marks
 * @param {string} channel
 * @param {string[]} [anchors] the items to show instead of those that fit best, with what to say instead
 * @returns {Item[]}
 */
function itemsOf(record, weights, marks, channel, anchors = []) {
  const own = anchors.flatMap((anchor) => record.lines.filter((line) => line.anchor === anchor));
  const shown = own.filter(({ role }) => role === "t" || role === "i");
  if (shown.length) return shown.map((line) => item(record, line, marks, channel));
  /** @type {Map<string, { points: number, line: import("../engine/records.mjs").Line }>} */
  const best = new Map();
  for (const line of record.lines) {
    if (line.role === "c") continue;
    const fits = weights.reduce((sum, [mark, weight]) => sum + (stands(line.folded, mark) ? weight : 0), 0);
    const points = line.role === "T" ? 0 : fits * (5 - line.tier);
    if (points && points > (best.get(line.anchor)?.points || 0)) best.set(line.anchor, { points, line });
  }
  const found = [...best.values()]
    .sort((a, b) => b.points - a.points)
    .slice(0, ITEMS)
    .map(({ line }) => line);
  if (!found.length) found.push(record.lines.find(({ role }) => role === "m") || record.lines[0]);
  const voice = record.lines.some(({ role }) => role === "h");
  if (voice && !found.some(({ role }) => role === "s")) {
    const reply = record.lines.find(({ role }) => role === "s"); // what somebody says leads to the reply
    if (reply) found.splice(1, found.length > 2 ? 1 : 0, reply);
  }
  return found.map((line) => item(record, line, marks, channel));
}

/**
 * @param {import("../engine/records.mjs").Entry} record
 * @param {import("../engine/records.mjs").Line} line
 * @param {string[]} marks
 * @param {string} wanted
 * @returns {Item}
 */
function item(record, line, marks, wanted) {
  const own = record.lines.filter(({ anchor }) => anchor === line.anchor);
  // The version for the channel, else the first, whichever of them the query met by chance.
  const versions = own.filter(({ role }) => role === "s");
  const spoken = versions.find(({ text }) => wanted && spokenParts(text)[0] === wanted) || versions[0];
  const [channel, text] = line.role === "s" ? spokenParts(spoken.text) : ["", line.text];
  const title = own.find(({ role }) => role === "t");
  return {
    anchor: line.anchor,
    title: title && title !== line ? title.text : "",
    role: line.role,
    channel,
    facets: record.items[line.anchor] || [],
    text: text.replace(/\v/g, "\n"),
    marks: marked(text, marks),
    point: own.some(({ role, anchor }) => anchor && (role === "t" || role === "p")),
    say: spoken ? spokenParts(spoken.text)[1].replace(/\v/g, "\n") : "",
    alone: spoken ? aloneOf(record.alone[line.anchor], spokenParts(spoken.text)[0]) : null,
  };
}

/** @param {string[] | undefined} lines @param {string} channel @returns {Alone | null} */
function aloneOf(lines, channel) {
  const line = lines?.find((one) => one.startsWith(`${channel}\t`));
  if (!line) return null;
  const [, sums, text] = line.split("\t");
  return { text: text.replace(/\v/g, "\n"), sums: sums ? sums.split(",") : [] };
}

/** @param {string} text */
const spokenParts = (text) => [text.slice(0, text.indexOf("\t")), text.slice(text.indexOf("\t") + 1)];

/**
 * Where the marks stand in a text: beginnings and ends, in order, none within another.
 * @param {string} text
 * @param {string[]} marks folded, the longest first
 * @returns {[number, number][]}
 */
export function marked(text, marks) {
  const { text: folded, places } = foldWithPlaces(text);
  const on = new Array(folded.length).fill(false);
  for (const mark of marks) {
    for (let at = placeOf(folded, mark); at >= 0; at = placeOf(folded, mark, at + lengthOf(mark)))
      on.fill(true, at, at + lengthOf(mark));
  }
  /** @type {[number, number][]} */
  const ranges = [];
  for (let at = 0; at < on.length; at++) {
    if (on[at] && !on[at - 1]) ranges.push([places[at], 0]);
    if (on[at])
      ranges[ranges.length - 1][1] = at + 1 < places.length ? Math.max(places[at + 1], places[at] + 1) : text.length;
  }
  return ranges;
}
