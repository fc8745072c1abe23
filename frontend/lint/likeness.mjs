/**
 * How much a sentence reads like the harmful examples, and like those of which rule: the browser's side of
 * generator/rules/likeness.py, which learns it.
 */

/**
 * @typedef {[number, string, string, string][]} Packed for each weight the signs, the pairs and the pairs around a sign that have it
 * @typedef {{ rule: string, weights: Packed, base: number, limit: number, sure: number, clear: number, about: [string, number, Packed][] }} Published
 *   `rule`: the one that asks for it; `about`: rules, how common they are, and what speaks for them
 * @typedef {{ score: number, begin: number, end: number }} Alike how much a sentence speaks for harm, and the part that does most
 */

const SIGN = /[0-9]+|./gsu;
const EDGES = new Set(" ,，、:：;；。!！?？");
const NEVER = 10 ** 6; // a score that no sentence has
const BY_FAR = 22; // how much more it reads like the examples of one rule than like another's
const PART = 80; // how much more a part must speak for harm than a whole sentence

/** What the examples taught. */
export class Model {
  #weights;
  #about;

  /** @param {Published} published */
  constructor({ rule, weights, base, limit, sure, clear, about }) {
    this.rule = rule;
    this.base = base;
    this.limit = limit;
    this.sure = sure;
    this.clear = clear;
    this.few = sure >= NEVER; // few examples teach no exceptions
    this.#weights = unpacked(weights);
    this.#about = about.map(([name, usual, packed]) => ({ name, usual, weights: unpacked(packed) }));
  }

  /** What a sentence reads like: as a whole, or by its strongest clauses, so that nothing before or behind makes up for them. @param {string} sentence as rules see it @returns {Alike} */
  alike(sentence) {
    const all = signs(sentence);
    const told = all.map((_, at) => sum(features(all, at).map((feature) => this.#weights.get(feature) || 0)));
    /** @type {number[]} */
    const clauses = [];
    let since = 0;
    all.forEach(({ sign }, at) => {
      if (!EDGES.has(sign) && at < all.length - 1) return;
      clauses.push(sum(told.slice(since, at + 1)));
      since = at + 1;
    });
    const { best } = strongest(clauses);
    const { begin, end } = strongest(told);
    return {
      score: this.base + Math.max(sum(told), best - PART),
      begin: all[begin].place,
      end: Math.min(all[end].place + all[end].sign.length, sentence.length),
    };
  }

  /** The rule whose examples a sentence reads like, and whether by far; null where no example says its rule. @param {string} sentence @returns {{ rule: string | null, plain: boolean }} */
  ruleOf(sentence) {
    const all = signs(sentence);
    const found = new Set(all.flatMap((_, index) => features(all, index)));
    /** @type {string | null} */
    let rule = null;
    let [most, next] = [-Infinity, -Infinity];
    for (const { name, usual, weights } of this.#about) {
      let score = usual;
      for (const feature of found) score += weights.get(feature) || 0;
      if (score > most) [rule, most, next] = [name, score, most];
      else if (score > next) next = score;
    }
    return { rule, plain: next > -Infinity && most - next >= BY_FAR };
  }
}

/** @param {number[]} values */
const sum = (values) => values.reduce((all, value) => all + value, 0);

/** The greatest sum of neighbours, and its first and last place. @param {number[]} values */
function strongest(values) {
  let [best, begin, end, run, first] = [values[0], 0, 0, 0, 0];
  values.forEach((value, at) => {
    if (run <= 0) [run, first] = [value, at];
    else run += value;
    if (run > best) [best, begin, end] = [run, first, at];
  });
  return { best, begin, end };
}

/** The signs and where they stand, figures alike, with both ends. @param {string} sentence */
function signs(sentence) {
  const found = [{ place: 0, sign: "^" }];
  for (const { index, 0: sign } of sentence.matchAll(SIGN))
    found.push({ place: index, sign: /^[0-9]/.test(sign) ? "0" : sign });
  found.push({ place: sentence.length, sign: "$" });
  return found;
}

/** The features that begin with a sign: itself, with the next, with the one after that. @param {{ sign: string }[]} all @param {number} at */
function features(all, at) {
  const first = all[at].sign;
  const found = [first];
  if (at + 1 < all.length) found.push(first + all[at + 1].sign);
  if (at + 2 < all.length) found.push(`${first}_${all[at + 2].sign}`);
  return found;
}

/** @param {Packed} packed @returns {Map<string, number>} feature -> weight */
function unpacked(packed) {
  const found = new Map();
  for (const [weight, singles, pairs, around] of packed) {
    for (const sign of singles) found.set(sign, weight);
    for (const [one, other] of twos(pairs)) found.set(one + other, weight);
    for (const [one, other] of twos(around)) found.set(`${one}_${other}`, weight);
  }
  return found;
}

/** @param {string} text @returns {string[][]} its signs, two by two */
function twos(text) {
  const all = [...text];
  return all.flatMap((sign, at) => (at % 2 ? [] : [[sign, all[at + 1]]]));
}
