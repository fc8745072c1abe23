/**
 * What the browser's side reads and finds: node verdicts.mjs RULES.js < texts as a JSON list
 * > [[plain, [[rule, found, begin, end], …], missing], …], places counted in characters as Python counts them.
 */

import { readFileSync } from "node:fs";
import { detector } from "../../frontend/lint/detector.mjs";

const published = readFileSync(process.argv[2], "utf8");
const { finds, plain, missing } = detector(
  JSON.parse(published.slice(published.indexOf("{"), published.lastIndexOf("}") + 1)),
);
const texts = /** @type {string[]} */ (JSON.parse(readFileSync(0, "utf8")));
const place = (/** @type {string} */ text, /** @type {number} */ at) => [...text.slice(0, at)].length;
const judged = texts.map((text) => [
  plain(text),
  finds(text).map(({ rule, found, begin, end }) => [rule, found, place(text, begin), place(text, end)]),
  missing(text),
]);
console.log(JSON.stringify(judged));
