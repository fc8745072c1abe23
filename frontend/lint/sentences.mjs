/** A sentence of a text as rules see it, what the text has said by then, and what is found in it: the browser's side of generator/rules/sentences.py. */

/**
 * @typedef {import("./reading.mjs").Reading} Reading
 * @typedef {"forbidden" | "caution" | "review"} Severity
 * @typedef {{ rule: string, severity: Severity, found: string, begin: number, end: number, likely: boolean, plain: boolean }} Find where it stands in the text; likely: found by its likeness to examples; plain: those of this rule by far
 */

const EDGES = /^[ ,，、:：;；。!！?？]+|[ ,，、:：;；。!！?？]+$/gu;

/** @typedef {(pattern: RegExp, place: number) => boolean} Told whether the text has the wording before a place */

/** A text as a whole: what has been said by a place. @param {string} text @returns {Told} */
export function toldBy(text) {
  /** @type {Map<RegExp, number>} */
  const first = new Map();
  return (pattern, place) => {
    if (!first.has(pattern)) {
      const at = text.search(pattern);
      first.set(pattern, at < 0 ? text.length + 1 : at);
    }
    return /** @type {number} */ (first.get(pattern)) < place;
  };
}

/** A sentence of a reading, and the text it stands in. */
export class Sentence {
  #reading;
  #begin;
  #told;
  /** @type {Set<string> | undefined} */
  #signs;

  /** @param {Reading} reading @param {number} begin @param {number} end @param {Told} told */
  constructor(reading, begin, end, told) {
    this.text = reading.text.slice(begin, end);
    this.#reading = reading;
    this.#begin = begin;
    this.#told = told;
  }

  get signs() {
    return (this.#signs ??= new Set(this.text));
  }

  /** A piece of it, told by its place in the original. @param {string} rule @param {Severity} severity @param {number} begin @param {number} end @param {boolean} [likely] @param {boolean} [plain] @returns {Find} */
  find(rule, severity, begin, end, likely = false, plain = false) {
    const at = this.#begin;
    return {
      rule,
      severity,
      found: this.text.slice(begin, end).replace(EDGES, ""),
      begin: this.#reading.starts[at + begin],
      end: this.#reading.ends[at + end - 1],
      likely,
      plain,
    };
  }

  /** How long the clause is, or the clauses are, that a piece stands in. @param {number} begin @param {number} end */
  clause(begin, end) {
    const before = this.text.slice(0, begin).search(/[^ ,，、:：;；。!！?？]*$/u);
    const behind = this.text.slice(end).search(/[ ,，、:：;；。!！?？]/u);
    return (behind < 0 ? this.text.length : end + behind) - before;
  }

  /** @param {number} begin @param {number} end */
  onSeam(begin, end) {
    return this.#reading.seamWithin(this.#begin + begin, this.#begin + end);
  }

  /** Whether the text has said so by the end of the sentence. @param {RegExp} pattern */
  told(pattern) {
    return this.#told(pattern, this.#begin + this.text.length);
  }
}
