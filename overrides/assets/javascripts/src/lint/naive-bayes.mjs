/** How much a sentence reads like harmful examples: the browser's side of generator/rules/naive_bayes.py. */

const SIZES = [2, 3];

/** @typedef {{ weights: [number, string, string][], limit: number }} Published for each weight the sequences of two and of three that have it */

/** @param {string} text */
const figures = (text) => text.replace(/[0-9]+/g, "0");

/** What the examples taught. */
export class Model {
  /** @param {Published} published */
  constructor({ weights, limit }) {
    this.limit = limit;
    /** @type {Map<string, number>} */
    this.weights = new Map();
    for (const [weight, ...texts] of weights) {
      texts.forEach((text, index) => {
        const signs = [...text];
        for (let at = 0; at < signs.length; at += SIZES[index]) this.weights.set(signs.slice(at, at + SIZES[index]).join(""), weight);
      });
    }
  }

  /** How much a sentence speaks for harm. @param {string} sentence as rules see it */
  score(sentence) {
    let sum = 0;
    for (const gram of grams(sentence)) sum += this.weights.get(gram) || 0;
    return sum;
  }

  /** Whether it reads more like the harmful examples than is usual for harmless ones. @param {string} sentence */
  reported(sentence) {
    return this.score(sentence) > this.limit;
  }

  /** Where the part of the sentence that speaks most for harm begins and ends. @param {string} sentence @returns {[number, number]} */
  strongest(sentence) {
    const signs = [...sentence];
    const share = signs.map(() => 0);
    for (const size of SIZES) {
      for (let start = 0; start + size <= signs.length; start++) {
        const weight = this.weights.get(figures(signs.slice(start, start + size).join(""))) || 0;
        for (let at = start; at < start + size; at++) share[at] += weight;
      }
    }
    let [best, begin, total, first, end] = [0, 0, 0, 0, signs.length];
    share.forEach((weight, at) => {
      if (total <= 0) [total, first] = [0, at];
      total += weight;
      if (total > best) [best, begin, end] = [total, first, at + 1];
    });
    return [signs.slice(0, begin).join("").length, signs.slice(0, end).join("").length];
  }
}

/** The sequences of two and three characters, ends marked and figures alike. @param {string} sentence */
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
