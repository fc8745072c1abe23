/** What a word that stands nowhere may stand for: pinyin, initials, a slip of the fingers, a character that sounds alike. */

import { charsLike, charsOf, cut, mended, soundingLike, whole } from "./pinyin.mjs";
import { near } from "./words.mjs";

/**
 * @typedef {import("../engine/scan.mjs").Engine} Engine
 * @typedef {import("./pinyin.mjs").Characters} Characters
 * @typedef {object} Reading
 * @property {string[][]} [ways] classes of characters, one for every place of the word
 * @property {number} [least] what a text that fits must weigh
 * @property {number} [most] how many texts are taken
 * @property {(text: string) => boolean} [fits]
 * @property {string[]} [texts] what it may stand for without asking what occurs
 */

const ANY = "^\\n"; // a class of any character
const CJK = /[\u3400-\u9fff]/;
const MIXED = /[a-z]{2}|[a-z].*[\u3400-\u9fff]|[\u3400-\u9fff].*[a-z]/;
const READINGS = 40;

/**
 * What a word may stand for, the likeliest first: of the first reading that leads anywhere.
 * @param {Engine} engine
 * @param {string[]} terms words of the synonyms; they are likelier than what merely occurs
 * @param {string} word
 * @param {Characters | null} known
 * @returns {Promise<string[]>}
 */
export async function meant(engine, terms, word, known) {
  for (const reading of readingsOf(word, terms, known)) {
    const texts = reading.texts || (await occurring(engine, terms, word, known, reading));
    if (texts.length) return texts;
  }
  return [];
}

/**
 * In order of rank.
 * @param {string} word
 * @param {string[]} terms
 * @param {Characters | null} known
 * @returns {Generator<Reading>}
 */
function* readingsOf(word, terms, known) {
  if (known && MIXED.test(word)) {
    const letters = (/** @type {string} */ typed) =>
      cut(typed, known).map((pieces) => pieces.map((one) => charsOf(one, known)));
    for (const classes of classesOf(word, letters)) yield { ways: [classes], least: 0.01 };
    yield* misspelt(word, known);
  }
  if (!CJK.test(word) || word.length < 2)
    return yield { texts: word.length > 3 ? terms.filter((term) => near(word, term)).slice(0, 2) : [] };
  if (known) {
    const ways = [[...word].map((char) => (CJK.test(char) ? soundingLike(char, known) : literal(char)))];
    const two = (/** @type {string} */ text) => text[0] === word[0] || text[1] === word[1]; // two wrong of two is another word
    yield { ways, least: word.length > 3 ? 0.5 : 2, fits: word.length > 2 ? undefined : two };
  }
  if (word.length < 3) return;
  yield { texts: terms.filter((term) => term.length > 1 && near(word, term)).slice(0, 3) };
  if (word.length < 9) yield { ways: oneWrong([...word].map(literal)), least: 3, most: 2 };
}

/**
 * Letters that are not quite pinyin: n for l, letters slipped, a syllable missing.
 * @param {string} word
 * @param {Characters} known
 * @returns {Generator<Reading>}
 */
function* misspelt(word, known) {
  const asWhole = (/** @type {string} */ letters) =>
    [whole(letters.replace(/[ ']/g, ""), known) || []].filter(({ length }) => length);
  const read = (/** @type {(letters: string) => string[][]} */ cutUp, /** @type {typeof charsOf} */ chars) =>
    classesOf(word, (letters) => cutUp(letters).map((pieces) => pieces.map((one) => chars(one, known))));
  yield { ways: read(asWhole, charsLike), least: 0.01 };
  yield { ways: read((letters) => mended(letters, known), charsOf), least: 2 };
  yield { ways: read(asWhole, charsOf).flatMap(oneMissing), least: 3 };
}

/** @param {string[]} classes @returns {string[][]} */
const oneMissing = (classes) =>
  classes.slice(1).map((_, at) => [...classes.slice(0, at + 1), ANY, ...classes.slice(at + 1)]);

/** @param {string[]} classes @returns {string[][]} */
const oneWrong = (classes) => [
  ...classes.map((_, at) => [...classes.slice(0, at), ANY, ...classes.slice(at + 1)]),
  ...oneMissing(classes),
];

/** @param {string} char */
const literal = (char) => char.replace(/[\\\]^-]/g, "\\$&");

/**
 * The classes of characters that a word with Latin letters may stand for, one for every way to read these.
 * @param {string} word
 * @param {(letters: string) => string[][]} read
 */
function classesOf(word, read) {
  /** @type {string[][]} */
  let result = [[]];
  for (const piece of word.match(/[a-z' ]+|[^a-z' ]/g) || []) {
    const next = /^[a-z' ]/.test(piece) ? read(piece) : [[literal(piece)]];
    result = result.flatMap((before) => next.map((after) => [...before, ...after])).slice(0, READINGS);
  }
  return result.filter((classes) => classes.length > 1 && classes.every(Boolean));
}

/**
 * The texts that occur and fit a reading.
 * @param {Engine} engine
 * @param {string[]} terms
 * @param {string} word
 * @param {Characters | null} known
 * @param {Reading} reading
 */
async function occurring(engine, terms, word, known, { ways = [], least = 0, most = 4, fits = () => true }) {
  if (!ways.length) return [];
  /** @type {Map<string, number>} */
  const weights = new Map();
  for (const classes of ways)
    for (const [text, weight] of await engine.variants(classes, known)) weights.set(text, weight);
  const pattern = new RegExp(`^(${ways.map((one) => one.map((chars) => `[${chars}]`).join("")).join("|")})$`);
  for (const term of terms) if (pattern.test(term)) weights.set(term, 3 * (weights.get(term) || 0) + 20);
  weights.delete(word);
  const list = [...weights].filter(([, weight]) => weight >= least).sort((a, b) => b[1] - a[1]);
  return list
    .filter(([, weight]) => weight >= 0.15 * list[0][1])
    .slice(0, most)
    .map(([text]) => text)
    .filter(fits);
}
