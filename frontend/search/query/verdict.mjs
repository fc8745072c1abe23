/**
 * Whether what was found for a sentence is found, or merely the nearest. What shares common words with a page is not
 * answered by it: something that the content knows as one of its own must be met, or as much as the rarest words say; and
 * what the sentence is about must not be something else.
 */

/**
 * @typedef {import("./query.mjs").Asked} Asked
 * @typedef {import("./sentence.mjs").Weighed} Weighed
 * @typedef {import("./sentence.mjs").Scored} Scored
 */

const ENOUGH = 0.6; // of what the rarest pair of characters says // of what the rarest pair of characters says // of what the rarest pair of characters says // of what the rarest pair of characters says // of what the rarest pair of characters says
const MOST = 0.4; // of what the words of a language with blanks say
const ABOUT = "Thms"; // lines that tell what a page is about: see generator/search/ranks.py

/**
 * @param {Asked} asked
 * @param {string} text folded
 * @param {Weighed[]} features what the text is looked for by
 * @param {Scored[]} best the records found, the best first
 */
export function trusted({ engine, everyday }, text, features, best) {
  if (!best.length) return false;
  const telling = features.filter(({ weight, guess }) => weight > 0.4 && !guess);
  const rarest = Math.log(1 + engine.count / 0.5);
  const sums = best.map(({ met }) => sumOf(telling.filter((one) => met.has(one))));
  if (!/[\u3400-\u9fff]/.test(text)) return Math.max(...sums) >= MOST * sumOf(telling);
  const topics = everyday.filter((word) => text.includes(word));
  if (topics.some((word) => !best.some(({ record }) => isAbout(record, word)))) return false;
  const known = best.some(({ met }) => [...met].some(({ concept }) => concept));
  return known || Math.max(...sums) >= ENOUGH * rarest;
}

/** @param {import("../engine/records.mjs").Entry} record @param {string} word */
const isAbout = ({ lines }, word) => lines.some(({ role, folded }) => ABOUT.includes(role) && folded.includes(word));

/** @param {Weighed[]} features */
const sumOf = (features) => features.reduce((sum, { worth }) => sum + worth, 0);
