/**
 * Recall, precision and rank of exact strings, without a browser:
 *
 *     node tests/bench/search_substrings.mjs FOLDER [QUERIES]      (FOLDER as tests/bench/search_site.py writes it)
 *
 * Queries are strings of 2 to 4 characters out of titles and texts, half at clause borders, half inside or across
 * words. What is true is found by looking into every record.
 */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { fold } from "../../frontend/search/engine/fold.mjs";
import { openIndex } from "../pack/search/open.mjs";

/** Numbers that are the same every time. @param {number} seed */
export function dice(seed) {
  let state = seed;
  return () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32;
}

/** @typedef {[string, string[]][]} Truth path and lines, the title first */

/** @param {Truth} truth @param {number} count @param {() => number} chance */
export function substrings(truth, count, chance) {
  const queries = new Set();
  while (queries.size < count) {
    const [, lines] = truth[Math.floor(chance() * truth.length)];
    const line = lines[Math.floor(chance() * lines.length)];
    const size = 2 + Math.floor(chance() * 3);
    const clauses = line.split(/[^\u4e00-\u9fff]+/).filter((clause) => clause.length >= size);
    if (!clauses.length) continue;
    const clause = clauses[Math.floor(chance() * clauses.length)];
    const start = queries.size % 2 ? 0 : Math.floor(chance() * (clause.length - size + 1));
    queries.add(clause.slice(start, start + size));
  }
  return [...queries];
}

/** The index's own order of collections. @param {string} path */
const rank = (path) => ({ scripts: 0, objections: 0, tips: 1, checklists: 2 })[path.split("/")[0]] ?? 3;

/** @param {string} folder @param {number} count */
export async function measure(folder, count) {
  /** @type {Truth} */
  const truth = JSON.parse(readFileSync(join(folder, "truth.json"), "utf8"));
  const folded = truth.map(([path, lines]) => ({ path, title: fold(lines[0]), text: lines.map(fold).join("\n") }));
  const answer = await openIndex(folder);
  const order = truth.map((_, number) => number).sort((a, b) => rank(truth[a][0]) - rank(truth[b][0]) || a - b);
  /** @type {number[]} */
  const places = [];
  order.forEach((number, place) => (places[number] = place));
  const sum = { queries: 0, recall: 0, zero: 0, shown: 0, right: 0, titled: 0, titleFirst: 0 };
  for (const query of substrings(truth, count, dice(7))) {
    const holds = folded.filter(({ text }) => text.includes(query));
    const right = new Set(holds.map(({ path }) => path));
    const { total, pages: shown } = await answer({ query, most: 20 });
    const found = await answer.find(fold(query)); // every hit, before the best of them are looked at
    sum.queries++;
    sum.recall +=
      truth.filter((_, number) => found.has(places[number]) && right.has(truth[number][0])).length / right.size;
    sum.zero += total ? 0 : 1;
    sum.shown += shown.length;
    sum.right += shown.filter(({ path }) => right.has(path)).length;
    const titled = new Set(holds.filter(({ title }) => title.includes(query)).map(({ path }) => path));
    if (titled.size) {
      sum.titled++;
      sum.titleFirst += shown.slice(0, 3).some(({ path }) => titled.has(path)) ? 1 : 0;
    }
  }
  return {
    queries: sum.queries,
    recall: sum.recall / sum.queries,
    zero: sum.zero / sum.queries,
    precision: sum.right / sum.shown,
    titleFirst: sum.titled ? sum.titleFirst / sum.titled : 1,
    titled: sum.titled,
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [folder, count] = process.argv.slice(2);
  console.log(JSON.stringify(await measure(folder, Number(count || 400))));
}
