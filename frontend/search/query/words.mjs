/** Words of a query and what stands for them: synonyms, stop words, near misses. Pure functions. */

import { fold } from "../engine/fold.mjs";
import { stands } from "../engine/standing.mjs";

/** @typedef {{ terms: string[], all: string[], note: string }} Group `all`: the one-way words too */

const SEPARATOR = /[\s,.;:!?、。·/|+&()<>[\]{}"~…《》]+/;
const LATIN = /^[a-z0-9]+(?:['-][a-z0-9]+)*$/;

/**
 * The words of a query, folded, each once; hyphens and apostrophes only within Latin words.
 * @param {string} query
 */
export function wordsOf(query) {
  const plain = query
    .normalize("NFKC")
    .replace(/[’‘]/g, "'")
    .replace(/(?<![a-z0-9])['-]+|['-]+(?![a-z0-9])/gi, " ");
  return [...new Set(plain.split(SEPARATOR).map(fold).filter(Boolean))].slice(0, 8);
}

/** Whether a word is one of Latin letters or figures. @param {string} word */
export const isLatin = (word) => LATIN.test(word);

/**
 * @param {[string[], string[] | number, string][]} synonyms words that only lead to the others; or which of `before` has all
 * @param {[words: string[], ...any[]][]} [before] see first.mjs
 * @returns {Group[]}
 */
export function groups(synonyms, before = []) {
  return synonyms.map(([terms, oneway, note]) => ({
    terms: terms.map(fold),
    all: (typeof oneway === "number" ? before[oneway][0] : [...terms, ...oneway]).map(fold),
    note,
  }));
}

/**
 * The groups whose words stand in a text, each with the word it has there; a word inside a longer one does not count.
 * @param {Group[]} all
 * @param {string} text
 * @param {number} [apart] how many other characters may stand between those of a word
 */
export function groupsIn(all, text, apart = 6) {
  const found = all.flatMap((group) => {
    const words = group.all.filter((term) => term.length > 1).sort((a, b) => b.length - a.length);
    const word = words.find((term) => stands(text, term));
    const loose = word || words.find((term) => term.length > 2 && scattered(term, text, apart));
    return loose ? [{ group, word: loose, apart: !word }] : [];
  });
  return found.filter(
    ({ word }) =>
      !found.some(
        (other) =>
          other.word.length > word.length &&
          other.word.includes(word) &&
          text.split(other.word).every((rest) => !rest.includes(word)),
      ),
  );
}

/**
 * Whether a text has the characters of a word in their order, not far apart: 服务差 in 服务这么差.
 * @param {string} word
 * @param {string} text
 * @param {number} apart
 */
function scattered(word, text, apart) {
  if (/[a-z]/.test(word)) return false;
  for (let start = text.indexOf(word[0]); start >= 0; start = text.indexOf(word[0], start + 1)) {
    let at = start;
    for (let next = 1; next < word.length && at >= 0; next++) at = text.indexOf(word[next], at + 1);
    if (at < 0) return false;
    if (at - start < word.length + apart) return true;
  }
  return false;
}

/**
 * How far each character of a text is filler: 1 for stop words.
 * @param {string} text
 * @param {string[]} stop
 */
export function filler(text, stop) {
  const marks = new Array(text.length).fill(0);
  for (const word of stop) {
    for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
      const latin =
        /^[a-z]/.test(word) && (/[a-z]/.test(text[at - 1] || "") || /[a-z]/.test(text[at + word.length] || ""));
      if (!latin) marks.fill(1, at, at + word.length);
    }
  }
  return marks;
}

/**
 * Whether one change makes `a` into `b`: a character put in, left out, replaced, or two neighbours swapped.
 * @param {string} a
 * @param {string} b
 */
export function near(a, b) {
  let start = 0;
  while (start < a.length && a[start] === b[start]) start++;
  let end = 0;
  while (end < Math.min(a.length, b.length) - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end++;
  const left = a.slice(start, a.length - end);
  const right = b.slice(start, b.length - end);
  return (
    a !== b && ((left.length < 2 && right.length < 2) || (left.length === 2 && left === [...right].reverse().join("")))
  );
}
