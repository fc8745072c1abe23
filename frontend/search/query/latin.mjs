/**
 * Words in Latin letters: which of the words that occur is the same word as a typed one, in another form or spelling, and
 * which one may have been meant. Pure functions, but for `formsOf`, which asks an engine what occurs.
 */

import { bucketOf } from "../engine/standing.mjs";

/** @typedef {import("../engine/scan.mjs").Engine} Engine */

const LEAST = 3; // letters that are left of a word without its ending
const TYPING = 3; // letters from which a word may be the beginning of another

/** Spellings that follow no rule. @type {Record<string, string>} */
const SAME = { cheque: "check", grey: "gray", tyre: "tire", mum: "mom", enquiry: "inquiry", sceptic: "skeptic" };

/**
 * What all forms of a word have in common: no hyphen, no plural, -ed or -ing, American spelling. No word to show.
 * @param {string} word
 */
export function keyOf(word) {
  const bare = word.replace(/'s$|'|-/g, "");
  if (/\d/.test(bare) || bare.length < LEAST) return bare;
  const one = without(
    without(SAME[bare] || bare, [/([^s])ies$/, "$1y"], [/(ss|sh|ch|x|z)es$/, "$1"], [/([^su])s$/, "$1"]),
    [/ied$/, "y"],
  );
  const plain = /[aeiouy].*(ing|ed)$/.test(one) ? without(one, [/([a-z])ing$/, "$1"], [/([^e])ed$/, "$1"]) : one;
  return spelt(SAME[one] || plain);
}

/** The same without endings that make another word of it: -er, -ion, -ment, -ly … @param {string} word */
export const rootOf = (word) =>
  spelt(
    without(
      keyOf(word),
      [/(ization|isation)$/, "iz"],
      [/ational$|ation$|ator$/, "at"],
      [/([st])ion$/, "$1"],
      [/(ement|ment|ness|less|able|ible|ally|ful|est|ly|er|or|al|ist|ive)$/, ""],
    ),
  ).replace(/([a-z]{3})at$/, "$1");

/**
 * A word with the first ending that it has changed, if enough is left of it.
 * @param {string} word
 * @param {[RegExp, string][]} endings
 */
function without(word, ...endings) {
  for (const [ending, instead] of endings) {
    const changed = word.replace(ending, instead);
    if (changed !== word) return changed.length < LEAST && !/s$/.test(word) ? word : changed;
  }
  return word;
}

/** One spelling for all: -or for -our, -er for -re, z for s, one consonant for two, no silent e. @param {string} word */
function spelt(word) {
  return word
    .replace(/gramme$/, "gram")
    .replace(/ogue$/, "og")
    .replace(/([bt])re$/, "$1er")
    .replace(/(..)our(?=$|it|abl)/, "$1or")
    .replace(/e$/, "")
    .replace(/([a-z]{3}[iy])s$/, "$1z")
    .replace(/([a-z]{3}en)c$/, "$1s")
    .replace(/([b-df-hj-np-tv-z])\1/g, "$1");
}

/**
 * The forms in which a typed word occurs: as other forms of the same word, else of a word of the same root, else as the
 * beginning of words. A word that is still being typed may be both.
 * @param {Engine} engine
 * @param {string} word folded, of Latin letters, figures, hyphens and apostrophes
 * @param {boolean} typing whether it is the last one
 * @returns {Promise<string[]>} see standing.mjs
 */
export async function formsOf(engine, word, typing) {
  const all = await engine.words(bucketOf(word));
  const whole = (/** @type {(one: string) => string} */ read) => {
    const wanted = read(word);
    return all.filter((one) => one === word || read(one) === wanted).map((one) => `${one} `);
  };
  const same = whole(keyOf);
  const found = same.length ? same : whole(rootOf);
  const begins = (typing && word.length >= TYPING) || !found.length;
  return begins && all.some((one) => one.startsWith(word)) ? [...found, word] : found;
}

/**
 * Words that occur and may have been meant by one that does not: one slip, two in a long one.
 * @param {Engine} engine
 * @param {string} word
 * @returns {Promise<string[]>}
 */
export async function slipsOf(engine, word) {
  if (word.length < 5 || /\d/.test(word)) return [];
  const key = keyOf(word);
  const most = word.length > 8 ? 2 : 1;
  const near = (await engine.words(bucketOf(word)))
    .map((one) => ({ one, slips: Math.min(slips(key, keyOf(one), most), slips(word, one, most)) }))
    .filter((row) => row.slips <= most);
  return near
    .sort((a, b) => a.slips - b.slips)
    .filter((row) => row.slips === near[0].slips)
    .slice(0, 3)
    .map(({ one }) => one);
}

/**
 * How many slips make one word of another: a letter more, less, another, two swapped; more than `most` as most + 1.
 * @param {string} a @param {string} b @param {number} most
 */
function slips(a, b, most) {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  /** @type {number[][]} */
  const rows = [Array.from({ length: b.length + 1 }, (_, at) => at)];
  for (let i = 1; i <= a.length; i++) {
    rows[i] = [i];
    for (let j = 1; j <= b.length; j++) {
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      rows[i][j] = Math.min(
        rows[i - 1][j] + 1,
        rows[i][j - 1] + 1,
        rows[i - 1][j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1),
        swapped ? rows[i - 2][j - 2] + 1 : Infinity,
      );
    }
  }
  return Math.min(rows[a.length][b.length], most + 1);
}
