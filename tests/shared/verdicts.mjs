/** What the browser's side reads and finds: node verdicts.mjs RULES.js < texts as a JSON list > [[plain, [[rule, found], …]], …]. */

import { readFileSync } from "node:fs";
import { detector } from "../../overrides/assets/javascripts/src/lint/redline.mjs";

const published = readFileSync(process.argv[2], "utf8");
const { finds, plain } = detector(JSON.parse(published.slice(published.indexOf("{"), published.lastIndexOf("}") + 1)));
const texts = /** @type {string[]} */ (JSON.parse(readFileSync(0, "utf8")));
console.log(JSON.stringify(texts.map((text) => [plain(text), finds(text).map(({ rule, found }) => [rule.id, found])])));
