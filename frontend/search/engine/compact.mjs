/** Texts and numbers written as short ASCII: the other side of generator/search/compact.py. */

const ONE = 70;
const TWO = 22;
const BASE = 93;

/** @param {number} code of a sign @returns {number} its number */
const digit = (code) => code - 32 - (code > 34 ? 1 : 0) - (code > 92 ? 1 : 0);

/**
 * @param {string} text
 * @param {(value: number) => void} each called with every number
 */
export function numbers(text, each) {
  for (let at = 0; at < text.length; ) {
    let value = digit(text.charCodeAt(at++));
    if (value >= ONE + TWO) {
      value = digit(text.charCodeAt(at++)) * BASE + digit(text.charCodeAt(at++)) + ONE + TWO * BASE;
    } else if (value >= ONE) value = ONE + (value - ONE) * BASE + digit(text.charCodeAt(at++));
    each(value);
  }
}

/**
 * @param {string} text
 * @param {string[]} alphabet
 */
export function decode(text, alphabet) {
  /** @type {string[]} */
  const out = [];
  numbers(text, (value) => out.push(alphabet[value]));
  return out.join("");
}
