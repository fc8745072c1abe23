/**
 * Whether what was found for a sentence is found, or merely the nearest. What shares common words with a page is not
 * answered by it: two things of what was said must be met in one item, and what the sentence is about must not be
 * something else.
 */

import { isOwner } from "./voice.mjs";

/**
 * @typedef {import("./query.mjs").Asked} Asked
 * @typedef {import("./sentence.mjs").Weighed} Weighed
 * @typedef {import("./sentence.mjs").Scored} Scored
 */

const ENOUGH = 2; // pairs of characters, and words that the content knows, that an item must meet
const LONG = 12; // characters from which somebody tells what happened: one of them is enough, as where an owner speaks
const MOST = 0.4; // of what the words of a language with blanks say
const ABOUT = "Tmkt"; // lines that tell what a page is about: see generator/search/ranks.py
const SAID = "hs"; // what is said there tells it only where somebody speaks

/**
 * @param {Asked} asked
 * @param {string} text folded
 * @param {Weighed[]} features what the text is looked for by
 * @param {Scored[]} best the records found, the best first
 */
export function trusted({ everyday, core }, text, features, best) {
  if (!best.length) return false;
  const telling = features.filter(({ weight, guess }) => weight > 0.4 && !guess);
  if (!/[\u3400-\u9fff]/.test(text)) {
    const sums = best.map(({ met }) => sumOf(telling.filter((one) => met.has(one))));
    return Math.max(...sums) >= MOST * sumOf(telling);
  }
  const topics = everyday.filter((word) => text.includes(word));
  const spoken = isOwner(core, text);
  const roles = spoken ? ABOUT + SAID : ABOUT;
  if (topics.some((word) => !best.some(({ record }) => isAbout(record, word, roles)))) return false;
  const enough = spoken || text.length >= LONG ? 1 : ENOUGH;
  return best.some(({ met }) => telling.filter((one) => met.has(one)).length >= enough);
}

/** @param {import("../engine/records.mjs").Entry} record @param {string} word @param {string} roles */
const isAbout = ({ lines }, word, roles) =>
  lines.some(({ role, folded }) => roles.includes(role) && folded.includes(word));

/** @param {Weighed[]} features */
const sumOf = (features) => features.reduce((sum, { worth }) => sum + worth, 0);
