/** Records in memory, searched as one string. */

import { bucketOf, placeOf, WORD } from "./standing.mjs";

/**
 * @typedef {import("./records.mjs").Entry} Entry
 * @typedef {import("../query/pinyin.mjs").Characters} Characters
 * @typedef {Map<number, number>} Found record -> tier of its best line
 * @typedef {{ folder: string, facets: number[] }} Kind
 * @typedef {object} Engine
 * @property {number} count how many records there are
 * @property {boolean} exact whether `find` is sure of what it finds; else a record may hold the pairs of a text apart
 * @property {(form: string) => Promise<Found>} find records in which a folded form stands (see standing.mjs)
 * @property {(letter: string) => Promise<string[]>} words the Latin words that begin with a letter, "0" for figures
 * @property {(classes: string[], known?: Characters | null) => Promise<[string, number][]>} variants
 *   texts of which each character is in its class, as they occur, with their weight; `known`: how the characters sound
 * @property {(numbers: number[]) => Promise<(Entry | null)[]>} read null where an engine is to fetch no more
 * @property {() => Promise<(number: number) => Kind>} kinds
 * @property {Entry[]} [records] all of them, where they are at hand
 */

/** @implements {Engine} */
export class Scan {
  /** @param {Entry[]} records their lines become slices of the one text: nothing is kept twice */
  constructor(records) {
    this.records = records;
    /** Of every line where it begins, whose it is, and its tier. @private @type {{ start: number, owner: number, tier: number }[]} */
    this.lines = [];
    let start = 0;
    const lines = records.flatMap((record, owner) => record.lines.map((line) => ({ line, owner })));
    for (const { line, owner } of lines) {
      this.lines.push({ start, owner, tier: line.tier });
      start += line.folded.length + 1;
    }
    /** @private */
    this.text = lines.map(({ line }) => line.folded).join("\n");
    /** Latin words by their first letter, once somebody asks. @private @type {Map<string, string[]> | null} */
    this.vocabulary = null;
    lines.forEach(
      ({ line }, at) =>
        (line.folded = this.text.slice(this.lines[at].start, this.lines[at].start + line.folded.length)),
    );
  }

  get exact() {
    return true;
  }

  get count() {
    return this.records.length;
  }

  /** @param {string} wanted */
  async find(wanted) {
    /** @type {Found} */
    const found = new Map();
    for (let at = placeOf(this.text, wanted); at >= 0; ) {
      const line = this.lineAt(at);
      const { owner, tier } = this.lines[line];
      const best = found.get(owner);
      if (best === undefined || tier < best) found.set(owner, tier);
      at = placeOf(this.text, wanted, this.lines[line + 1]?.start ?? this.text.length);
    }
    return found;
  }

  /** @param {string} letter */
  async words(letter) {
    if (!this.vocabulary) {
      this.vocabulary = new Map();
      for (const word of new Set(this.text.match(WORD) || [])) {
        const list = this.vocabulary.get(bucketOf(word)) || [];
        this.vocabulary.set(bucketOf(word), list);
        list.push(word);
      }
    }
    return this.vocabulary.get(letter) || [];
  }

  /** @param {string[]} classes @returns {Promise<[string, number][]>} */
  async variants(classes) {
    /** @type {Map<string, number>} */
    const seen = new Map();
    for (const match of this.text.matchAll(new RegExp(classes.map((chars) => `[${chars}]`).join(""), "g"))) {
      const weight = 4 / (1 + this.lines[this.lineAt(match.index)].tier);
      seen.set(match[0], (seen.get(match[0]) || 0) + weight);
    }
    return [...seen];
  }

  /** @param {number[]} numbers */
  async read(numbers) {
    return numbers.map((number) => this.records[number]);
  }

  async kinds() {
    return (/** @type {number} */ number) => this.records[number];
  }

  /** @param {number} place @private */
  lineAt(place) {
    let low = 0;
    let high = this.lines.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.lines[middle].start <= place) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}

/**
 * The records that hold one of the forms, with the tier of the best.
 * @param {Engine} engine
 * @param {string[]} forms
 */
export async function bestOf(engine, forms) {
  /** @type {Map<number, number>} */
  const best = new Map();
  for (const form of forms) {
    for (const [number, tier] of await engine.find(form))
      best.set(number, Math.min(tier, best.get(number) ?? Infinity));
  }
  return best;
}
