/**
 * Which records a sentence is about, told by all that they are asked for by: their titles, what is heard and asked, what
 * their items are called. For every pair of characters the share of a record's lines that have it is set against the
 * share of all (naive Bayes): where no line has the words of a question, many may share its pairs.
 */

import { fold } from "../engine/fold.mjs";

/** @typedef {import("../engine/records.mjs").Entry} Entry */

const ROLES = "Thktm"; // lines that tell what a record is asked for by: see generator/search/ranks.py
const SHRINK = 0.3; // how many lines' worth of the usual each record begins with
const UNCLEAR = 0.7; // from such a share on, what no page answers is too near to the question
const USUAL = 15; // the record at this place is about as far from the question as any

/**
 * @typedef {(text: string) => { near: Map<number, number>, elsewhere: boolean }} About of a folded text the records nearest
 *   to it: the nearest 1, far ones 0; and whether what no page answers is about as near
 */

/**
 * What tells it for an engine that has its records at hand; made once for each.
 * @param {() => Promise<string[]>} sought of each record, line by line, how else people ask for it, and last what no page
 *   answers; [] where nobody said
 * @returns {(engine: import("../engine/scan.mjs").Engine) => Promise<About | null>}
 */
export function aboutBy(sought) {
  /** @type {WeakMap<object, About>} */
  const known = new WeakMap();
  return async (engine) => {
    if (!engine.records) return null;
    const about = known.get(engine) || aboutOf(engine.records, await sought());
    known.set(engine, about);
    return about;
  };
}

/**
 * @param {Entry[]} records
 * @param {string[]} sought
 * @returns {About}
 */
export function aboutOf(records, sought) {
  /** @type {Map<string, number>} */
  const have = new Map();
  const lines = records.map((record) => record.lines.filter(({ role }) => ROLES.includes(role)));
  const told = [...lines, []].map((shown, number) => {
    /** @type {Map<string, number>} */
    const own = new Map();
    const asked = shown.map(({ folded }) => folded);
    if (sought[number]) asked.push(...sought[number].split("\n").map(fold));
    for (const text of asked)
      for (const pair of pairsOf(text)) {
        own.set(pair, (own.get(pair) || 0) + 1);
        have.set(pair, (have.get(pair) || 0) + 1);
      }
    return { count: asked.length, own };
  });
  const all = told.reduce((sum, { count }) => sum + count, 0);
  return (text) => {
    const pairs = [...pairsOf(text)].filter((pair) => have.has(pair));
    const scores = told.map(({ count, own }, number) => {
      let score = 0;
      for (const pair of pairs) {
        const usual = /** @type {number} */ (have.get(pair)) / all;
        score += Math.log(((own.get(pair) || 0) + SHRINK * usual) / (count + SHRINK) / usual);
      }
      return { number, score: count ? score : -Infinity };
    });
    const elsewhere = scores.pop()?.score ?? -Infinity;
    const best = scores.sort((a, b) => b.score - a.score).slice(0, USUAL);
    const [first, last] = [best[0]?.score || 0, best[best.length - 1]?.score || 0];
    const share = (/** @type {number} */ score) => (first > last ? (score - last) / (first - last) : 0);
    return {
      near: new Map(best.map(({ number, score }) => [number, share(score)])),
      elsewhere: share(elsewhere) > UNCLEAR,
    };
  };
}

/** A text's Chinese characters and its pairs, without marks, figures alike. @param {string} folded */
function pairsOf(folded) {
  const text = folded.replace(/[^\p{L}\p{N}]/gu, "").replace(/[0-9]+/g, "0");
  const signs = [...text];
  return new Set([...signs.filter((sign) => sign > "\u3400"), ...signs.slice(1).map((sign, at) => signs[at] + sign)]);
}
