/** How much a sentence reads like harmful examples: the browser's side of generator/rules/naive_bayes.py. */

/** @typedef {{ weights: [number, string][], limit: number }} Published for each weight the pairs that have it, one after the other */

/** @param {string} text */
const figures = (text) => text.replace(/[0-9]+/g, "0");

/** What the examples taught. */
export class Model {
  /** @param {Published} published */
  constructor({ weights, limit }) {
    this.limit = limit;
    /** @type {Map<string, number>} */
    this.weights = new Map();
    for (const [weight, text] of weights) {
      const signs = [...text];
      for (let at = 0; at < signs.length; at += 2) this.weights.set(signs[at] + signs[at + 1], weight);
    }
  }

  /** How much a sentence speaks for harm. @param {string} sentence as rules see it */
  score(sentence) {
    let sum = 0;
    for (const pair of pairs(sentence)) sum += this.weights.get(pair) || 0;
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
    for (let start = 0; start + 1 < signs.length; start++) {
      const weight = this.weights.get(figures(signs[start] + signs[start + 1])) || 0;
      share[start] += weight;
      share[start + 1] += weight;
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

/** The pairs of characters, ends marked and figures alike. @param {string} sentence */
function pairs(sentence) {
  const signs = [...`^${figures(sentence)}$`];
  return new Set(signs.slice(1).map((sign, at) => signs[at] + sign));
}
