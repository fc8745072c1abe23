/**
 * What the browser's side reads and finds: node verdicts.mjs SITE < texts as a JSON list
 * > [[plain, [[rule, severity, found, begin, end], …], missing], …], places counted in characters as Python counts them.
 */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { detector } from "../../frontend/lint/detector.mjs";
import { redLines } from "../../frontend/lint/rules.mjs";

/** @param {string} path */
async function load(path) {
  const published = readFileSync(join(process.argv[2], path), "utf8");
  return JSON.parse(published.slice(published.indexOf("{"), published.lastIndexOf("}") + 1));
}

const { finds, plain, missing } = detector(await redLines(load));
const texts = /** @type {string[]} */ (JSON.parse(readFileSync(0, "utf8")));
const place = (/** @type {string} */ text, /** @type {number} */ at) => [...text.slice(0, at)].length;
const judged = texts.map((text) => [
  plain(text),
  finds(text).map(({ rule, severity, found, begin, end }) => [
    rule,
    severity,
    found,
    place(text, begin),
    place(text, end),
  ]),
  missing(text),
]);
console.log(JSON.stringify(judged));
