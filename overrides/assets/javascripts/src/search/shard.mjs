/** The index of a large library: lists of records for every pair of characters, fetched as they are needed. */

import { decode, numbers } from "./compact.mjs";
import { parse } from "./record.mjs";

const KEPT = 48; // files kept in memory of each kind

/**
 * The file that a key stands in: generator/shards.py, place().
 * @param {string} key
 * @param {number} count
 */
export function place(key, count) {
  let value = 2166136261;
  for (let at = 0; at < key.length; at++) value = Math.imul(value ^ key.charCodeAt(at), 16777619) >>> 0;
  return ((value ^ (value >>> 15)) >>> 0) % count;
}

/**
 * @param {import("./answer.mjs").Entrance} core
 * @param {string[]} alphabet
 * @param {(path: string) => Promise<any>} load
 * @returns {import("./scan.mjs").Engine}
 */
export function shard(core, alphabet, load) {
  const file = kept((/** @type {string} */ name) => load(`${core.prefix}${name}.js`));
  const page = kept(async (/** @type {string} */ name) => parse(decode(await load(`${core.prefix}${name}.js`), alphabet)));

  /** @param {string} key @returns {Promise<string>} */
  async function list(key) {
    const rows = await file(`l${place(key, core.lists)}`);
    return rows[rows.findIndex((/** @type {string} */ row, /** @type {number} */ at) => at % 2 === 0 && row === key) + 1 || -1] || "";
  }

  /** @param {string} text @returns {Promise<Map<number, number>>} */
  async function find(text) {
    const keys = text.length < 2 ? [text] : [...text].slice(1).length ? pairsOf(text) : [text];
    const lists = await Promise.all(keys.map(list));
    /** @type {Map<number, number> | undefined} */
    let found;
    for (const encoded of lists.sort((a, b) => a.length - b.length)) {
      /** @type {Map<number, number>} */
      const next = new Map();
      let record = -1;
      numbers(encoded, (code) => {
        if (code === 10000) record += 2500;
        else {
          record += (code >> 2) + 1;
          const tier = [3, 1, 0][code & 3];
          if (!found) next.set(record, tier);
          else if (found.has(record)) next.set(record, Math.max(tier, found.get(record) || 0));
        }
      });
      found = next;
      if (!found.size) break;
    }
    return new Map([...(found || [])].sort((a, b) => a[1] - b[1] || a[0] - b[0]));
  }

  return {
    count: core.count,
    find,
    variants: (classes) => variants(classes, core.pairs, (name) => file(name)),
    async read(wanted) {
      const pages = await Promise.all(wanted.map((number) => page(`t${Math.floor(number / core.texts)}`)));
      return wanted.map((number, index) => pages[index][number % core.texts]);
    },
    async kinds() {
      const rows = await file("f");
      /** @type {number[]} */
      const of = [];
      numbers(rows[rows.length - 1], (kind) => of.push(kind));
      return (number) => ({ folder: rows[of[number]][0], facets: rows[of[number]].slice(1) });
    },
  };
}

/** @param {string} text */
const pairsOf = (text) => [...new Set([...text].slice(1).map((char, at) => [...text][at] + char))];

/**
 * Texts whose neighbours occur together somewhere, each weighed by its rarest pair.
 * @param {string[]} classes
 * @param {number} files
 * @param {(name: string) => Promise<string[]>} load
 * @returns {Promise<[string, number][]>}
 */
async function variants(classes, files, load) {
  if (classes.some((chars) => chars.startsWith("^"))) return [];
  /** @type {Map<string, number>} */
  let chains = new Map([...classes[0]].map((char) => [char, Infinity]));
  for (const chars of classes.slice(1)) {
    const firsts = [...new Set([...chains.keys()].map((text) => text[text.length - 1]))];
    const names = [...new Set(firsts.map((char) => `p${place(char, files)}`))];
    /** @type {Map<string, number>} */
    const weights = new Map();
    for (const steps of await Promise.all(names.map(load))) {
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
 * A function that remembers its last answers.
 * @template T
 * @param {(name: string) => Promise<T>} get
 * @returns {(name: string) => Promise<T>}
 */
function kept(get) {
  /** @type {Map<string, Promise<T>>} */
  const known = new Map();
  return (name) => {
    const value = known.get(name) || get(name);
    known.delete(name);
    known.set(name, value);
    if (known.size > KEPT) known.delete(/** @type {string} */ (known.keys().next().value));
    return value;
  };
}
