/** How much a sentence reads like harmful examples: the browser's side of generator/rules/naive_bayes.py. */

/** @typedef {{ weights: [number, string][], limit: number }} Published for each weight the pairs that have it, one after the other */

/** @param {string} text */
const figures = (text) => text.replace(/[0-9]/g, "0");

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

  /** The part of a sentence that speaks most for harm: where it begins, where it ends, how much. @param {string} sentence as rules see it @returns {[number, number, number]} */
  strongest(sentence) {
    let [best, begin, end, total, first] = [0, 0, 0, 0, 0];
    pairs(sentence).forEach((pair, at) => {
      if (total <= 0) [total, first] = [0, at];
      total += this.weights.get(pair) || 0;
      if (total > best) [best, begin, end] = [total, first, at + 1];
    });
    const signs = [...sentence];
    const place = (/** @type {number} */ at) => signs.slice(0, at).join("").length;
    return [place(Math.max(begin - 1, 0)), place(Math.min(end, signs.length)), best];
  }

  /** Whether a part of it reads more like the harmful examples than is usual for harmless ones. @param {string} sentence */
  reported(sentence) {
    return this.strongest(sentence)[2] > this.limit;
  }
}

/** The pairs of characters in order, ends marked and figures alike. @param {string} sentence */
function pairs(sentence) {
  const signs = [...`^${figures(sentence)}$`];
  return signs.slice(1).map((sign, at) => signs[at] + sign);
}
