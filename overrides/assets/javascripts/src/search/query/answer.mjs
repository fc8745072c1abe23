/** One query from text to pages, by one engine. */

import { fold } from "../engine/fold.mjs";
import { present } from "./present.mjs";
import { search } from "./query.mjs";

/**
 * @typedef {import("./query.mjs").Core & { count: number, words: string, sounds: string, others: number, prefix: string, lists: number, pairs: number,
 *   first: string, parts?: string[], starts: number[], texts: number }} Entrance what the file index.js holds: `first`, `parts`, `starts` of a
 *   small index, `texts` of a large one
 * @typedef {{ query: string, literal?: boolean, most: number, chosen?: number[][], kinds?: boolean, first?: number }} Question
 *   `chosen`: of each group one facet's value must fit; `kinds`: count the facets' values too; `first`: so many pages are shown before the others
 * @typedef {{ query: string, pages: import("./present.mjs").Page[], related: import("./present.mjs").Page[], total: number, how: [string, ...string[]][], notes: string[],
 *   counts: Record<number, number>, complete: boolean }} Reply
 */

/**
 * @param {import("../engine/scan.mjs").Engine} engine
 * @param {Entrance} core
 * @param {Question} question
 * @param {import("./query.mjs").Knowledge | null} knowledge null: only what stands as it was typed is found
 * @param {boolean} complete whether this is the whole answer, not a first one
 * @returns {Promise<Reply>}
 */
export async function answer(engine, core, { query, literal, most, chosen = [], kinds }, knowledge, complete) {
  const found = await search(engine, core, query, knowledge, { literal, quick: !complete });
  let { hits } = found;
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
  const { pages, gone } = present(near, records, found.marks, fold(query), most);
  const beside = await engine.read(found.related.map(({ number }) => number));
  const related = chosen.length ? [] : present(found.related, beside, found.marks, fold(query), beside.length).pages;
  return { query, related, pages, total: hits.length - gone, how: found.how, notes: found.notes, counts, complete };
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
