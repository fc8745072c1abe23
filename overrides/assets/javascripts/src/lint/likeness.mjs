/** How much a sentence reads like harmful examples: the browser's side of generator/rules/naive_bayes.py. */

const SIZES = [2, 3];
const MANY = 2 ** 26; // more examples than a page could load

/** @typedef {{ weights: Map<string, number>, limit: number }} Likeness sequence -> hundredths; the score to go beyond */

/** @param {string} text */
const figures = (text) => text.replace(/[0-9]+/g, "0");

/**
 * The sequences of two and three characters, ends marked and figures alike.
 * @param {string} sentence
 */
function grams(sentence) {
  const signs = [...`^${figures(sentence)}$`];
  const found = new Set();
  let [one, two] = [signs[0], ""];
  for (const sign of signs.slice(1)) {
    if (two) found.add(two + sign);
    found.add((two = one + sign));
    one = sign;
  }
  return found;
}

/**
 * Count the examples again; what a count weighs has been worked out.
 * @param {{ harmful: string, harmless: string, table: [number, number, number][], limit: number }} published one example a line
 * @returns {Likeness | null} null where there are no examples
 */
export function counted({ harmful, harmless, table, limit }) {
  if (!table.length) return null;
  /** @type {Map<string, number>} */
  const counts = new Map(); // how many harmful examples, and how many harmless ones times MANY: one number is quick to count
  for (const [texts, step] of /** @type {[string, number][]} */ ([[harmful, 1], [harmless, MANY]])) {
    for (const text of texts.split("\n")) for (const gram of grams(text)) counts.set(gram, (counts.get(gram) || 0) + step);
  }
  const weight = new Map(table.map(([bad, good, value]) => [bad + good * MANY, value]));
  counts.forEach((count, gram) => counts.set(gram, weight.get(count) || 0));
  return { weights: counts, limit };
}

/** @param {Likeness} likeness @param {string} sentence as rules see it */
export function score({ weights }, sentence) {
  let sum = 0;
  for (const gram of grams(sentence)) sum += weights.get(gram) || 0;
  return sum;
}

/**
 * Where the part of the sentence that speaks most for harm begins and ends.
 * @param {Likeness} likeness
 * @param {string[]} signs the sentence's characters
 * @returns {[number, number]}
 */
export function strongest({ weights }, signs) {
  const share = signs.map(() => 0);
  for (const size of SIZES) {
    for (let start = 0; start + size <= signs.length; start++) {
      const weight = weights.get(figures(signs.slice(start, start + size).join(""))) || 0;
      for (let at = start; at < start + size; at++) share[at] += weight;
    }
  }
  let [best, begin, total, first, end] = [0, 0, 0, 0, signs.length];
  share.forEach((weight, at) => {
    if (total <= 0) [total, first] = [0, at];
    total += weight;
    if (total > best) [best, begin, end] = [total, first, at + 1];
  });
  return [begin, end];
}
