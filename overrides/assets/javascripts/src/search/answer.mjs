/** One query from text to pages: what the worker does, apart from messages. */

import { fold } from "./fold.mjs";
import { characters } from "./pinyin.mjs";
import { present } from "./present.mjs";
import { search } from "./query.mjs";
import { scan } from "./scan.mjs";
import { shard } from "./shard.mjs";
import { groups, wordsOf } from "./words.mjs";

const TRIES = 4; // parts looked into before everything is fetched

/**
 * @typedef {import("./query.mjs").Core & { count: number, characters: string, first?: string, parts?: string[], words?: string, prefix: string,
 *   lists: number, pairs: number, texts: number }} Entrance what the file index.js holds
 * @typedef {{ query: string, literal?: boolean, most: number, chosen?: number[][], kinds?: boolean, first?: number, quick?: boolean, guess?: boolean }} Question
 *   `chosen`: of each group one facet's value must fit; `kinds`: count the facets' values too;
 *   `first`: so many pages may be sent before the others; `quick`: without synonyms where the words are found
 * @typedef {{ query: string, pages: import("./present.mjs").Page[], related: import("./present.mjs").Page[], total: number, how: [string, string][], notes: string[],
 *   counts: Record<number, number>, complete: boolean }} Reply
 */

/**
 * @param {Entrance} core
 * @param {(path: string) => Promise<any>} load
 * @param {string} [only] the path of the one part to take, or "" for the entrance's own; else everything
 * @param {boolean} [words] whether to take the synonyms, which come in a file of their own; with everything else they are
 * @returns {Promise<((question: Question) => Promise<Reply>) & { find: import("./scan.mjs").Engine["find"] }>}
 */
export async function openEngine(core, load, only, words = only === undefined) {
  const alphabet = [...core.alphabet];
  const complete = only === undefined;
  const said = core.words ? words && load(core.words) : core.synonyms;
  const own = only ? [] : [core.first || ""];
  const more = await Promise.all((complete ? core.parts || [] : only ? [only] : []).map(load));
  const engine = core.first === undefined ? shard(core, alphabet, load) : scan([...own, ...more], alphabet);
  const used = new Set(alphabet);
  const same = groups((await said) || []);
  /** @type {Promise<import("./pinyin.mjs").Characters | null> | undefined} */
  let tables;
  const known = () => (tables ||= /[\u4e00-\u9fff]/.test(core.alphabet) ? load(core.characters).then((value) => characters(value, used)) : Promise.resolve(null));

  /** @param {Question} question @returns {Promise<Reply>} */
  async function answerTo({ query, literal, most, chosen = [], kinds, quick, guess }) {
    const answer = await search(engine, core, query, { literal, plain: !complete && !guess, quick, groups: same, characters: known });
    let { hits } = answer;
    /** @type {Record<number, number>} */
    const counts = {};
    if (kinds || chosen.length) {
      const kind = await engine.kinds();
      const fits = (/** @type {number} */ number, /** @type {number[][]} */ groups) =>
        groups.every((group) => group.some((value) => has(core, kind(number).facets, value)));
      if (kinds) for (const [value, count] of countAll(core, hits, kind, chosen, fits)) counts[value] = count;
      hits = hits.filter(({ number }) => fits(number, chosen));
    }
    const near = hits.slice(0, most + (core.parts ? 12 : 4)); // a shard's text is a file
    const records = await engine.read(near.map(({ number }) => number));
    const { pages, gone } = present(near, records, answer.marks, fold(query), most);
    const beside = await engine.read(answer.related.map(({ number }) => number));
    const related = chosen.length ? [] : present(answer.related, beside, answer.marks, fold(query), beside.length).pages;
    return { query, related, pages, total: hits.length - gone, how: answer.how, notes: answer.notes, counts, complete };
  }
  return Object.assign(answerTo, { find: engine.find });
}

/**
 * The parts beside the entrance that seem to hold a query, the best first. A guess by pairs of characters.
 * @param {Entrance} core
 * @param {(path: string) => Promise<any>} load
 * @returns {(query: string) => Promise<string[]>}
 */
export function openDirectory(core, load) {
  const { parts = [] } = core;
  const { find } = shard(core, [], load);
  return async (query) => {
    const [first, ...others] = await Promise.all(parts.length ? wordsOf(query).slice(0, 2).map((word) => find(word.slice(0, 4))) : []);
    return [...(first?.keys() || [])].filter((part) => others.every((list) => list.has(part))).slice(0, TRIES).map((part) => parts[part]);
  };
}

/**
 * How many hits each value would leave, beside what is chosen in the other facets.
 * @param {Entrance} core
 * @param {import("./query.mjs").Hit[]} hits
 * @param {(number: number) => { facets: number[] }} kind
 * @param {number[][]} chosen
 * @param {(number: number, groups: number[][]) => boolean} fits
 * @returns {[number, number][]}
 */
function countAll(core, hits, kind, chosen, fits) {
  let first = 0;
  return core.facets.flatMap(([, , values]) => {
    const from = first;
    first += values.length;
    const others = chosen.filter((group) => group[0] < from || group[0] >= from + values.length);
    const kept = hits.filter(({ number }) => fits(number, others));
    return values.map((_, index) => /** @type {[number, number]} */ ([from + index, kept.filter(({ number }) => has(core, kind(number).facets, from + index)).length]));
  });
}

/**
 * Whether facets hold a value, or one of the same facet that stands for all.
 * @param {Entrance} core
 * @param {number[]} own
 * @param {number} value
 */
function has({ facets }, own, value) {
  if (own.includes(value)) return true;
  let first = 0;
  for (const [, , values] of facets) {
    if (value < first + values.length) return own.some((one) => one >= first && one < first + values.length && values[one - first][2]);
    first += values.length;
  }
  return false;
}
