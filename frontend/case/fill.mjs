/** Words to say with gaps, and what fills them. */

import { words } from "../base/page.mjs";

/** A brace that is nothing but one, or a blank: as generator/content/markup.py reads words to say. */
const MARK = /\\([{}])|\{([^{}\n]+)\}/g;

/**
 * A blank that is open, as readers see it: its name between the signs of the language.
 * @param {string} name
 */
export function named(name) {
  const [before, behind] = words("case").around || "【】";
  return before + name + behind;
}

/**
 * The names of the open blanks in a text, each once.
 * @param {string} text
 */
export function openIn(text) {
  const [before, behind] = [...(words("case").around || "【】")].map((sign) => `\\${sign}`);
  const open = new RegExp(`${before}([^${before}${behind}\n]+)${behind}`, "g");
  return [...new Set([...text.matchAll(open)].map((match) => match[1]))];
}

/**
 * A text with its {blanks} filled; open ones as 【name】, and listed.
 * @param {string} text
 * @param {Record<string, string>} values
 * @returns {{ text: string, missing: string[] }}
 */
export function fill(text, values) {
  /** @type {Set<string>} */
  const missing = new Set();
  const filled = text.replace(MARK, (_, brace, name) => {
    if (brace) return brace;
    if (Object.hasOwn(values, name) && values[name]) return values[name];
    missing.add(name);
    return named(name);
  });
  return { text: filled, missing: [...missing] };
}

/**
 * The names of a text's blanks, in the order they are said.
 * @param {string} text
 */
export const blanksIn = (text) => fill(text, {}).missing;

/**
 * A text as it is shown where nothing is filled in.
 * @param {string} text
 */
export const unfilled = (text) => fill(text, {}).text;

/**
 * Characters of a page as words to say are written.
 * @param {string} text
 */
export const written = (text) => text.replace(/[{}]/g, "\\$&");
