/**
 * What the search claims of queries that it has not seen: of those that a page answers how many have it among the first
 * three (the item, where the set names one) and how many are called "nearest"; of those that no page answers how many
 * are called "found".
 *
 *     node tests/pack/search/verdicts.mjs FOLDER REAL.tsv NONE.tsv     (FOLDER as tests/bench/search_site.py writes it)
 */

import { readFileSync } from "node:fs";
import { measure, readSet } from "./measure.mjs";
import { openIndex } from "./open.mjs";

const [folder, real, none] = process.argv.slice(2);
const answer = await openIndex(folder);

/** @param {string} query @returns {Promise<"found" | "nearest" | "none">} */
const verdict = async (query) => (await answer({ query, most: 3 })).verdict;

const set = readSet(real);
const { kinds, missed } = await measure(answer, set);
console.table(kinds);
for (const row of missed) console.log(`  missed: ${Object.values(row).join(" | ")}`);
let shy = 0;
for (const { query } of set) {
  const said = await verdict(query);
  if (said === "found") continue;
  shy++;
  console.log(`  ${said} though a page answers: ${query}`);
}
const passed = Object.values(kinds).reduce((sum, kind) => sum + kind.passed, 0);
console.log(`${passed} of ${set.length} in the first three; ${shy} not called found`);

const unanswerable = readFileSync(none, "utf8")
  .split("\n")
  .filter((row) => row && !row.startsWith("#"));
let honest = 0;
for (const query of unanswerable) {
  if ((await verdict(query)) !== "found") honest++;
  else {
    const { pages, how } = await answer({ query, most: 3 });
    const shown = pages.map((/** @type {any} */ page) => page.path).join(" ");
    console.log(
      `  found though no page answers: ${query} | ${shown} | ${how.map((/** @type {string[]} */ part) => part.join(" ")).join("; ")}`,
    );
  }
}
console.log(`${honest} of ${unanswerable.length} that no page answers called nearest or none`);
