/** One query from text to pages, by one engine. */

import { fold } from "../engine/fold.mjs";
import { goingWith, having, numbered } from "./facets.mjs";
import { keeps, present } from "./present.mjs";
import { search } from "./query.mjs";

/**
 * @typedef {import("./query.mjs").Core & import("../engine/shards.mjs").Directory & { words: string, sounds: string, unused: number, everyday: string, sought: string, holding: Record<string, string>, ticks: string[], own?: boolean }} Common
 *   `own`: whether items say facet values of their own
 * @typedef {Common & (import("../engine/parts.mjs").Core | { texts: number })} Entrance
 *   what the file index.js holds, of a small index or of a large one
 * @typedef {{ query: string, literal?: boolean, most: number, chosen?: number[][], kinds?: boolean, first?: number, channel?: string }} Question
 *   `channel`: words to say are shown for it, where there are some; `chosen`: of each group one facet's value must fit; `kinds`: count the facets' values too; `first`: so many pages are shown before the others
 * @typedef {import("./present.mjs").Page} Page
 * @typedef {{ query: string, pages: Page[], related: Page[], total: number, how: [string, ...string[]][], notes: string[],
 *   verdict: import("./query.mjs").Verdict, counts: Record<number, number>, complete: boolean }} Reply
 */

/**
 * @param {import("../engine/scan.mjs").Engine} engine
 * @param {Entrance} core
 * @param {Question} question
 * @param {import("./query.mjs").Knowledge | null} knowledge null: only what stands as it was typed is found
 * @param {boolean} complete whether this is the whole answer, not a first one
 * @returns {Promise<Reply>}
 */
export async function answer(
  engine,
  core,
  { query, literal, most, chosen = [], kinds, channel = "" },
  knowledge,
  complete,
) {
  const found = await search(engine, core, query, knowledge, { literal, quick: !complete });
  let { hits } = found;
  /** @type {Record<number, number>} */
  let counts = {};
  if (kinds || chosen.length) {
    const kind = await engine.kinds();
    const records = core.own && "parts" in core ? await engine.read(hits.map(({ number }) => number)) : [];
    const under = (/** @type {number[][]} */ wanted) => {
      const [fits, goes] = [having(wanted), goingWith(core, wanted)];
      return hits.filter((hit, at) => fits(kind(hit.number)) && (!records[at] || keeps(records[at], hit, goes)));
    };
    if (kinds) counts = countAll(core, chosen, under);
    hits = under(chosen);
  }
  const near = hits.slice(0, most + ("parts" in core ? 12 : 4)); // a shard's text is a file
  const records = await engine.read(near.map(({ number }) => number));
  const all = [...chosen, ...(found.chosen || [])];
  const goes = all.length ? goingWith(core, all) : undefined;
  const { pages, gone } = present(near, records, found.marks, { query: fold(query), most, channel, goes });
  const beside = await engine.read(found.related.map(({ number }) => number));
  const shown = { query: fold(query), most: beside.length, channel };
  const related = chosen.length ? [] : present(found.related, beside, found.marks, shown).pages;
  const verdict = pages.length ? found.verdict : "none";
  const how = found.how.filter(([key]) => key !== "nearest");
  if (verdict === "nearest") how.push(["nearest"]);
  return { query, related, pages, total: hits.length - gone, how, notes: found.notes, verdict, counts, complete };
}

/**
 * How many hits each value would leave, beside what is chosen in the other facets.
 * @param {Entrance} core
 * @param {number[][]} chosen
 * @param {(wanted: number[][]) => unknown[]} under the hits that have one of each group
 * @returns {Record<number, number>}
 */
function countAll(core, chosen, under) {
  return Object.fromEntries(
    numbered(core).flatMap(({ values }) => {
      const own = values.map(({ number }) => number);
      const others = chosen.filter(([first]) => !own.includes(first));
      return own.map((number) => [number, under([...others, [number]]).length]);
    }),
  );
}
