/**
 * What the search claims of queries that it has not seen: of those that a page answers how many have it among the first
 * three (the item, where the set names one) and how many are not called found; of those that no page answers how many are.
 *
 *     node tests/pack/search/verdicts.mjs FOLDER REAL.tsv NONE.tsv     (FOLDER as tests/bench/search_site.py writes it)
 *
 * `--json` prints the queries that miss, by what they miss.
 */

import { readFileSync } from "node:fs";
import { measure, readSet } from "./measure.mjs";
import { openIndex } from "./open.mjs";

const [folder, real, none] = process.argv.slice(2);
const answer = await openIndex(folder);
const verdict = async (/** @type {string} */ query) => (await answer({ query, most: 3 })).verdict;

const set = readSet(real);
const unanswerable = readFileSync(none, "utf8")
  .split("\n")
  .filter((row) => row && !row.startsWith("#"));
const { kinds, missed } = await measure(answer, set);
/** @type {string[]} */
const shy = [];
for (const { query } of set) if ((await verdict(query)) !== "found") shy.push(query);
/** @type {string[]} */
const claimed = [];
for (const query of unanswerable) if ((await verdict(query)) === "found") claimed.push(query);

if (process.argv.includes("--json")) {
  const counts = { real: set.length, none: unanswerable.length };
  console.log(JSON.stringify({ ...counts, missed: missed.map(({ query }) => query), shy, claimed }));
} else {
  console.table(kinds);
  for (const row of missed) console.log(`  missed: ${Object.values(row).join(" | ")}`);
  for (const query of shy) console.log(`  not called found though a page answers: ${query}`);
  for (const query of claimed) console.log(`  called found though no page answers: ${query}`);
  const passed = set.length - missed.length;
  console.log(`${passed} of ${set.length} in the first three, ${shy.length} of them not called found`);
  console.log(
    `${unanswerable.length - claimed.length} of ${unanswerable.length} that no page answers not called found`,
  );
}
