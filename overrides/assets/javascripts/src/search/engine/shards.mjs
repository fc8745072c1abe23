/** The index by pairs of characters: lists of the records that hold them, fetched as they are needed. */

import { numbers } from "./compact.mjs";

const KEPT = 48; // files kept in memory

/**
 * @typedef {{ lists: number, pairs: number, texts: number }} Left how many files of each kind may still be fetched
 * @typedef {object} Texts where the records are
 * @property {(number: number) => number} fileOf the file that a record stands in
 * @property {(file: number) => boolean} here whether it need not be fetched any more
 * @property {(number: number) => Promise<import("./records.mjs").Record>} read
 * @property {import("./scan.mjs").Engine["kinds"]} kinds
 */

/**
 * The file that a key stands in: generator/search/shards.py, place().
 * @param {string} key
 * @param {number} count
 */
export function place(key, count) {
  let value = 2166136261;
  for (let at = 0; at < key.length; at++) value = Math.imul(value ^ key.charCodeAt(at), 16777619) >>> 0;
  return ((value ^ (value >>> 15)) >>> 0) % count;
}

/**
 * @param {{ count: number, lists: number, pairs: number, prefix: string }} core
 * @param {ReturnType<typeof kept>} files
 * @param {Texts} texts
 * @param {Left} [left] for a first answer: what is over it is taken for empty
 * @returns {import("./scan.mjs").Engine}
 */
export function shard(core, files, texts, left = { lists: Infinity, pairs: Infinity, texts: Infinity }) {
  /** @param {"lists" | "pairs"} kind @param {string} name @returns {Promise<string[]>} */
  async function file(kind, name) {
    const path = `${core.prefix}${name}.js`;
    return files.has(path) || left[kind]-- > 0 ? files.get(path) : [];
  }

  /** @param {string} key @returns {Promise<string>} */
  async function list(key) {
    const rows = core.lists ? await file("lists", `l${place(key, core.lists)}`) : [];
    return rows[rows.findIndex((row, at) => at % 2 === 0 && row === key) + 1 || -1] || "";
  }

  /**
   * The first and the last pair rule out most of what stands nowhere; the others are fetched only then.
   * @param {string} text
   * @returns {Promise<Map<number, number>>}
   */
  async function find(text) {
    const keys = [...text].slice(1).length ? pairsOf(text) : [text];
    const ends = [...new Set([keys[0], keys[keys.length - 1]])];
    const found = (await Promise.all(ends.map(list))).reduce(meet, null);
    const rest = found?.size ? await Promise.all(keys.filter((key) => !ends.includes(key)).map(list)) : [];
    return new Map([...rest.reduce(meet, found) || []].sort((a, b) => a[1] - b[1] || a[0] - b[0]));
  }

  /**
   * Where not every file may be fetched, those that hold most of what is wanted.
   * @param {number[]} wanted
   */
  async function read(wanted) {
    /** @type {Map<number, number>} */
    const missing = new Map();
    wanted.map(texts.fileOf).forEach((file, at) => !texts.here(file) && missing.set(file, (missing.get(file) || 0) + 1 / (at + 1)));
    const fetched = [...missing].sort((a, b) => b[1] - a[1]).slice(0, Math.max(0, left.texts)).map(([file]) => file);
    left.texts -= fetched.length;
    const there = (/** @type {number} */ file) => !missing.has(file) || fetched.includes(file);
    return Promise.all(wanted.map((number) => (there(texts.fileOf(number)) ? texts.read(number) : null)));
  }

  return {
    count: core.count,
    find,
    variants: async (classes, known) => (known && core.pairs ? variants(classes, known, (letters) => file("pairs", `p${place(letters, core.pairs)}`)) : []),
    read,
    kinds: texts.kinds,
  };
}

/**
 * The records of a list, with the tier of the key's best line there; of these only the ones found before.
 * @param {Map<number, number> | null} found
 * @param {string} list as generator/search/shards.py writes it
 * @returns {Map<number, number>}
 */
function meet(found, list) {
  const met = new Map();
  let record = -1;
  numbers(list, (code) => {
    if (code === 10000) record += 2500;
    else {
      record += (code >> 2) + 1;
      const tier = [3, 1, 0][code & 3];
      if (!found || found.has(record)) met.set(record, Math.max(tier, found?.get(record) || 0));
    }
  });
  return met;
}

/** @param {string} text */
const pairsOf = (text) => [...new Set([...text].slice(1).map((char, at) => [...text][at] + char))];

/**
 * Texts whose neighbours occur together somewhere, each weighed by its rarest pair.
 * @param {string[]} classes
 * @param {import("../query/pinyin.mjs").Characters} known
 * @param {(letters: string) => Promise<string[]>} load the pairs whose readings begin with two letters
 * @returns {Promise<[string, number][]>}
 */
async function variants(classes, known, load) {
  if (classes.some((chars) => chars.startsWith("^"))) return [];
  /** @type {Map<string, number>} */
  let chains = new Map([...classes[0]].map((char) => [char, Infinity]));
  for (const chars of classes.slice(1)) {
    const ends = [...new Set([...chains.keys()].map((text) => text[text.length - 1]))];
    const letters = initialsOf(ends, known).flatMap((first) => initialsOf([...chars], known).map((second) => first + second));
    /** @type {Map<string, number>} */
    const weights = new Map();
    for (const steps of await Promise.all(letters.map(load))) {
      steps.forEach((row, step) => {
        for (let at = 0; at < row.length; at += 2) if (chars.includes(row[at + 1])) weights.set(row.slice(at, at + 2), 2 ** step);
      });
    }
    /** @type {[string, number][]} */
    const next = [];
    for (const [text, weight] of chains) {
      for (const char of chars) {
        const own = weights.get(text[text.length - 1] + char);
        if (own) next.push([text + char, Math.min(weight, own)]);
      }
    }
    chains = new Map(next.sort((a, b) => b[1] - a[1]).slice(0, 60));
  }
  return [...chains];
}

/**
 * First letters by which every one of the characters can be met: one that all have, else each one's own.
 * @param {string[]} chars
 * @param {import("../query/pinyin.mjs").Characters} known
 */
function initialsOf(chars, { syllables }) {
  const own = chars.map((char) => (syllables.get(char) || []).map((name) => name[0])).filter(({ length }) => length);
  const shared = own[0]?.find((letter) => own.every((letters) => letters.includes(letter)));
  return shared ? [shared] : [...new Set(own.map(([letter]) => letter))];
}

/**
 * Files that are loaded once while they are among the last ones used.
 * @param {(path: string) => Promise<any>} load
 */
export function kept(load) {
  /** @type {Map<string, Promise<any>>} */
  const known = new Map();
  return {
    has: (/** @type {string} */ path) => known.has(path),
    get(/** @type {string} */ path) {
      const value = known.get(path) || load(path);
      known.delete(path);
      known.set(path, value);
      value.catch(() => known.delete(path)); // the next try may find the network again
      if (known.size > KEPT) known.delete(/** @type {string} */ (known.keys().next().value));
      return value;
    },
  };
}
