/**
 * What a facet's value finds typed beside a word, and clicked: node tests/pack/search/facets.mjs FOLDER WORD …
 *
 * Prints JSON: [word, facet, value, pages when it is typed, pages when it is clicked] for every value of every facet.
 */

import { numbered } from "../../../frontend/search/query/facets.mjs";
import { openIndex, published } from "./open.mjs";

const [folder, ...words] = process.argv.slice(2);
const answer = await openIndex(folder);
const core = published(folder, "assets/search/index.js");
const rows = [];
for (const word of words) {
  for (const { name, values } of numbered(core)) {
    for (const { key, number } of values) {
      const typed = await answer({ query: `${key} ${word}`, most: core.count });
      const clicked = await answer({ query: word, most: core.count, chosen: [[number]] });
      rows.push([word, name, key, ...[typed, clicked].map(({ pages }) => pages.map(({ path }) => path))]);
    }
  }
}
console.log(JSON.stringify(rows));
