/** What stands in the texts as it was typed: the query as a whole, or all its words, in one of their forms. */

import { fold } from "../engine/fold.mjs";
import { bestOf } from "../engine/scan.mjs";
import { folderOf } from "./facets.mjs";
import { formsOf } from "./latin.mjs";
import { cited, otherwise } from "./numerals.mjs";
import { holds } from "./present.mjs";
import { isLatin, wordsOf } from "./words.mjs";

/**
 * @typedef {import("../engine/scan.mjs").Engine} Engine
 * @typedef {import("./words.mjs").Group} Group
 * @typedef {import("./query.mjs").Core} Core
 * @typedef {import("./query.mjs").Hit} Hit
 * @typedef {import("./query.mjs").Answer} Answer
 */

const RELATED = 4;
const FEW = 8;

/**
 * @param {Engine} engine
 * @param {Core} core
 * @param {Group[]} groups
 * @param {string} query
 * @param {boolean} [quick] no synonyms where the words themselves are found
 * @returns {Promise<Answer>}
 */
export async function asItStands(engine, core, groups, query, quick = false) {
  const whole = fold(query);
  const { words, forms } = await wantedOf(engine, core, query);
  /** @type {Map<number, Hit>} */
  const hits = new Map();
  if (!isLatin(whole))
    for (const [number, tier] of await engine.find(whole))
      hits.set(number, { number, reading: 0, tier, wanted: [[whole]] });
  await add(hits, engine, core, words, forms, words.length > 1 ? 0.4 : 0, false);
  const others = quick && hits.size ? [] : words.map((word) => synonymsOf(groups, word));
  /** @type {Map<number, Hit>} */
  const alike = new Map();
  if (others.some((terms) => terms.length)) {
    const all = forms.map((own, index) => [...own, ...others[index]]);
    await add(alike, engine, core, words, all, 1.5, true);
  }
  const own = await verified(engine, sorted(hits));
  const other = sorted(alike).filter(({ number }) => !hits.has(number));
  const also = other.length ? others.flat() : [];
  return {
    hits: own.length ? own : other,
    related: own.length ? other.slice(0, RELATED) : [],
    marks: [...new Set([whole, ...forms.flat(), ...also])].map((mark) => [mark, mark.length ** 1.5]),
    how: other.length && !own.length ? [["also", ...also]] : [],
    notes: notesFor(groups, words),
    verdict: own.length || other.length ? "found" : "none",
  };
}

/**
 * The words of a query, each with the forms in which it may stand: without words that say nothing where others are left,
 * and cut where a number is cited.
 * @param {Engine} engine
 * @param {Core} core
 * @param {string} query
 * @returns {Promise<{ words: string[], forms: string[][] }>}
 */
export async function wantedOf(engine, core, query) {
  const all = wordsOf(query);
  const telling = all.filter((word) => !isLatin(word) || !core.stop.includes(word));
  const rows = await Promise.all(
    telling.map(async (word, at) => {
      const forms = await standing(engine, word, word === all[all.length - 1]);
      const parts = /[\u3400-\u9fff]/.test(word) ? cited(word) : [];
      if (parts.length < 2 || (await bestOf(engine, forms)).size) return [{ word, forms, at }];
      return Promise.all(parts.map(async (part) => ({ word: part, forms: await standing(engine, part, false), at })));
    }),
  );
  const words = rows.flat();
  return { words: words.map(({ word }) => word), forms: words.map(({ forms }) => forms) };
}

/** @param {Engine} engine @param {string} word @param {boolean} typing */
async function standing(engine, word, typing) {
  return [...(isLatin(word) ? await formsOf(engine, word, typing) : [word]), ...otherwise(word)];
}

/**
 * Few hits of an engine that knows pairs only, without those whose record does not hold what was wanted: what comes next
 * is tried where none is left.
 * @param {Engine} engine
 * @param {Hit[]} hits
 */
async function verified(engine, hits) {
  if (engine.exact || hits.length > FEW) return hits;
  const records = await engine.read(hits.map(({ number }) => number));
  return hits.filter(({ wanted }, at) => {
    const record = records[at];
    return !record || wanted.every((forms) => holds(record, forms));
  });
}

/** @param {Map<number, Hit>} hits */
const sorted = (hits) => [...hits.values()].sort((a, b) => a.tier - b.tier || a.number - b.number);

/**
 * Add the records in which every word stands, in one of its forms; beside others a word may also name their collection.
 * @param {Map<number, Hit>} hits
 * @param {Engine} engine
 * @param {Core} core
 * @param {string[]} words
 * @param {string[][]} forms of every word
 * @param {number} penalty
 * @param {boolean} also whether some of the forms are other words of the same meaning
 */
async function add(hits, engine, core, words, forms, penalty, also) {
  /** @type {string[][]} */
  const wanted = [];
  /** @type {Map<number, number> | undefined} */
  let sums;
  for (const [at, own] of forms.entries()) {
    const best = await bestOf(engine, own);
    const folder = forms.length > 1 ? folderOf(core, words[at]) : undefined;
    if (folder) await addCollection(best, engine, folder);
    else wanted.push(own);
    const before = sums;
    sums = before
      ? new Map(
          [...best].flatMap(([number, tier]) =>
            before.has(number) ? [[number, tier + (before.get(number) || 0)]] : [],
          ),
        )
      : best;
  }
  for (const [number, sum] of sums || []) {
    if (!hits.has(number)) hits.set(number, { number, reading: 0, tier: sum / forms.length + penalty, wanted, also });
  }
}

/** @param {Map<number, number>} best @param {Engine} engine @param {string} folder */
async function addCollection(best, engine, folder) {
  const kind = await engine.kinds();
  for (let number = 0; number < engine.count; number++)
    if (kind(number).folder === folder) best.set(number, Math.min(1, best.get(number) ?? 1));
}

/**
 * @param {Group[]} groups
 * @param {string} word
 */
const synonymsOf = (groups, word) =>
  [...new Set(groups.filter((group) => group.all.includes(word)).flatMap((group) => group.terms))].filter(
    (term) => term !== word,
  );

/**
 * @param {Group[]} groups
 * @param {string[]} words
 */
export const notesFor = (groups, words) =>
  groups.filter((group) => group.note && words.some((word) => group.all.includes(word))).map((group) => group.note);
