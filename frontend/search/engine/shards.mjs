/**
 * The index by pairs of characters: lists of the records that hold them, fetched as they are needed. A large index has
 * its records in files of their own, too. The other side is generator/search/shards.py.
 */

import { decode, numbers } from "./compact.mjs";
import { Files } from "./files.mjs";
import { parse } from "./records.mjs";

/**
 * @typedef {import("./scan.mjs").Engine} Engine
 * @typedef {import("./records.mjs").Entry} Entry
 * @typedef {import("../query/pinyin.mjs").Characters} Characters
 * @typedef {(path: string) => Promise<any>} Load
 * @typedef {{ count: number, lists: number, pairs: number, vocabulary: string, prefix: string, step: number, levels: number[] }} Directory
 *   `lists`, `pairs`: how many files hold lists of records, and pairs by their sound; `vocabulary`: the letters for
 *   which there is a file of Latin words; `step`: a code in a list that steps
 *   over records; `levels`: the tiers that the lists tell apart
 * @typedef {{ lists: number, words: number, pairs: number, texts: number }} Budget how many files of each kind may still be fetched
 * @typedef {object} Texts where the records are
 * @property {(number: number) => number} fileOf the file that a record stands in
 * @property {(file: number) => boolean} here whether it need not be fetched any more
 * @property {(number: number) => Promise<Entry>} read
 * @property {Engine["kinds"]} kinds
 */

/**
 * The file that a key stands in.
 * @param {string} key
 * @param {number} count
 */
export function shardOf(key, count) {
  let value = 2166136261;
  for (let at = 0; at < key.length; at++) value = Math.imul(value ^ key.charCodeAt(at), 16777619) >>> 0;
  return ((value ^ (value >>> 15)) >>> 0) % count;
}

/** @implements {Engine} */
export class Shards {
  /**
   * @param {Directory} directory
   * @param {Files<any>} files
   * @param {Texts} texts
   * @param {Budget} [budget] for a first answer: what is over it is taken for empty
   */
  constructor(
    directory,
    files,
    texts,
    budget = { lists: Infinity, words: Infinity, pairs: Infinity, texts: Infinity },
  ) {
    /** @private */
    this.directory = directory;
    /** @private */
    this.files = files;
    /** @private */
    this.texts = texts;
    /** @private */
    this.left = { ...budget };
  }

  get exact() {
    return false;
  }

  get count() {
    return this.directory.count;
  }

  kinds() {
    return this.texts.kinds();
  }

  /**
   * The first and the last pair rule out most of what stands nowhere; the others are fetched only then.
   * @param {string} form
   */
  async find(form) {
    const text = form.trimEnd(); // where a word ends only its record tells
    const keys = [...text].length > 1 ? pairsOf(text) : [text];
    const ends = [...new Set([keys[0], keys[keys.length - 1]])];
    const rest = keys.filter((key) => !ends.includes(key));
    let found = await this.meet(ends, null);
    if (found?.size && rest.length) found = await this.meet(rest, found);
    return new Map([...(found || [])].sort((a, b) => a[1] - b[1] || a[0] - b[0]));
  }

  /**
   * Texts whose neighbours occur together somewhere, each weighed by its rarest pair.
   * @param {string[]} classes
   * @param {Characters | null} [known]
   * @returns {Promise<[string, number][]>}
   */
  async variants(classes, known) {
    if (!known || !this.directory.pairs || classes.some((chars) => chars.startsWith("^"))) return [];
    /** @type {[string, number][]} */
    let chains = [...classes[0]].map((char) => [char, Infinity]);
    for (const chars of classes.slice(1)) {
      const weights = await this.pairs([...new Set(chains.map(([text]) => text[text.length - 1]))], chars, known);
      const longer = chains.flatMap(([text, weight]) =>
        [...chars].map(
          (char) =>
            /** @type {[string, number]} */ ([
              text + char,
              Math.min(weight, weights.get(text[text.length - 1] + char) || 0),
            ]),
        ),
      );
      chains = longer
        .filter(([, weight]) => weight)
        .sort((a, b) => b[1] - a[1])
        .slice(0, MOST);
    }
    return chains;
  }

  /**
   * Where not every file may be fetched, those that hold most of what is wanted.
   * @param {number[]} wanted
   */
  async read(wanted) {
    /** @type {Map<number, number>} */
    const missing = new Map();
    wanted
      .map((number) => this.texts.fileOf(number))
      .forEach((file, at) => {
        if (!this.texts.here(file)) missing.set(file, (missing.get(file) || 0) + 1 / (at + 1));
      });
    const fetched = [...missing]
      .sort((a, b) => b[1] - a[1])
      .slice(0, Math.max(0, this.left.texts))
      .map(([file]) => file);
    this.left.texts -= fetched.length;
    const there = (/** @type {number} */ file) => !missing.has(file) || fetched.includes(file);
    return Promise.all(wanted.map((number) => (there(this.texts.fileOf(number)) ? this.texts.read(number) : null)));
  }

  /** @param {string} letter */
  async words(letter) {
    return this.directory.vocabulary.includes(letter) ? this.file("words", `v${letter}`) : [];
  }

  /** @param {"lists" | "words" | "pairs"} kind @param {string} name @returns {Promise<string[]>} @private */
  async file(kind, name) {
    const path = `${this.directory.prefix}${name}.js`;
    return this.files.has(path) || this.left[kind]-- > 0 ? this.files.get(path) : [];
  }

  /**
   * The records that all keys' lists name, with the worst of their tiers; of these only the ones found before.
   * @param {string[]} keys
   * @param {Map<number, number> | null} found
   * @private
   */
  async meet(keys, found) {
    for (const list of await Promise.all(keys.map((key) => this.list(key)))) {
      /** @type {Map<number, number>} */
      const met = new Map();
      this.each(list, (record, tier) => {
        if (!found || found.has(record)) met.set(record, Math.max(tier, found?.get(record) || 0));
      });
      found = met;
    }
    return found;
  }

  /** @param {string} key @returns {Promise<string>} @private */
  async list(key) {
    const { lists } = this.directory;
    const rows = lists ? await this.file("lists", `l${shardOf(key, lists)}`) : [];
    return rows[rows.findIndex((row, at) => at % 2 === 0 && row === key) + 1 || -1] || "";
  }

  /**
   * @param {string} list
   * @param {(record: number, tier: number) => void} each called with every record, and the tier of the key's best line there
   * @private
   */
  each(list, each) {
    const { step, levels } = this.directory;
    let record = -1;
    numbers(list, (code) => {
      if (code === step) record += step / 4;
      else each((record += (code >> 2) + 1), levels[code & 3]);
    });
  }

  /**
   * The weights of the pairs that begin with one of some characters and end with one of others.
   * @param {string[]} firsts
   * @param {string} seconds
   * @param {Characters} known
   * @private
   */
  async pairs(firsts, seconds, known) {
    const ends = initialsOf([...seconds], known);
    const letters = initialsOf(firsts, known).flatMap((first) => ends.map((second) => first + second));
    const files = await Promise.all(letters.map((two) => this.file("pairs", `p${shardOf(two, this.directory.pairs)}`)));
    /** @type {Map<string, number>} */
    const weights = new Map();
    for (const steps of files) {
      steps.forEach((row, step) => {
        for (let at = 0; at < row.length; at += 2)
          if (seconds.includes(row[at + 1])) weights.set(row.slice(at, at + 2), 2 ** step);
      });
    }
    return weights;
  }
}

const MOST = 60; // texts that are tried at once

/** @param {string} text */
const pairsOf = (text) => [...new Set([...text].slice(1).map((char, at) => [...text][at] + char))];

/**
 * First letters by which every one of the characters can be met: one that all have, else each one's own.
 * @param {string[]} chars
 * @param {Characters} known
 */
function initialsOf(chars, { syllables }) {
  const own = chars.map((char) => (syllables.get(char) || []).map((name) => name[0])).filter(({ length }) => length);
  const shared = own[0]?.find((letter) => own.every((letters) => letters.includes(letter)));
  return shared ? [shared] : [...new Set(own.map(([letter]) => letter))];
}

/** The records of a large index, so many a file. @implements {Texts} */
export class TextFiles {
  /** @param {{ prefix: string, texts: number, ranks: import("./records.mjs").Ranks }} core @param {Files<any>} files @param {string[]} alphabet @param {Load} load */
  constructor(core, files, alphabet, load) {
    /** @private */
    this.core = core;
    /** @private */
    this.files = files;
    /** @private */
    this.pages = new Files(async (path) => parse(decode(await load(path), alphabet), core.ranks));
  }

  /** @param {number} number */
  fileOf(number) {
    return Math.floor(number / this.core.texts);
  }

  /** @private @param {number} file */
  path(file) {
    return `${this.core.prefix}t${file}.js`;
  }

  /** @param {number} file */
  here(file) {
    return this.pages.has(this.path(file));
  }

  /** @param {number} number */
  async read(number) {
    return (await this.pages.get(this.path(this.fileOf(number))))[number % this.core.texts];
  }

  async kinds() {
    const rows = await this.files.get(`${this.core.prefix}f.js`);
    /** @type {number[]} */
    const of = [];
    numbers(rows[rows.length - 1], (kind) => of.push(kind));
    return (/** @type {number} */ number) => ({ folder: rows[of[number]][0], facets: rows[of[number]].slice(1) });
  }
}
