/**
 * Where a form stands in a folded text. Chinese has no word boundaries: a form stands wherever its characters do. Latin
 * words and figures begin where a word begins, so that `ad` is not found in `read`; a form with a blank at its end is a
 * whole word, so that it is not found in `address` either.
 */

const LATIN = /[a-z0-9]/;

/**
 * @param {string} text folded
 * @param {string} form folded
 * @param {number} [from]
 * @returns {number} its place, -1 when there is none
 */
export function placeOf(text, form, from = 0) {
  const whole = form.endsWith(" ");
  const wanted = whole ? form.slice(0, -1) : form;
  if (!wanted) return -1;
  const latin = LATIN.test(wanted[0]);
  for (let at = text.indexOf(wanted, from); at >= 0; at = text.indexOf(wanted, at + 1)) {
    const begins = !latin || !LATIN.test(text[at - 1] || "");
    if (begins && !(whole && LATIN.test(text[at + wanted.length] || ""))) return at;
  }
  return -1;
}

/** @param {string} text folded @param {string} form folded */
export const stands = (text, form) => placeOf(text, form) >= 0;

/** How many characters of a text a form takes. @param {string} form */
export const lengthOf = (form) => (form.endsWith(" ") ? form.length - 1 : form.length);

/** A Latin word with its hyphens and apostrophes. The build's side: generator/search/shards.py. */
export const WORD = /[a-z0-9]+(?:['-][a-z0-9]+)*/g;

/** Words are listed by their first letter, those that begin with a figure under 0. @param {string} word */
export const bucketOf = (word) => (/[a-z]/.test(word[0]) ? word[0] : "0");
