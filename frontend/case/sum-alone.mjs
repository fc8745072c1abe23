/** Words for a sum alone: said where the sum is known and what it is made of is not. */

import { blanksIn } from "./fill.mjs";

/**
 * What the whole words are made of that those for the sum alone do without.
 * @param {string} whole
 * @param {string} alone
 */
export function partsOf(whole, alone) {
  const needed = blanksIn(alone);
  return blanksIn(whole).filter((name) => !needed.includes(name));
}

/**
 * Whether the words for the sum alone are those to say.
 * @param {string[]} parts
 * @param {string[]} sums
 * @param {Record<string, string>} values
 */
export const sumFits = (parts, sums, values) =>
  unknown(parts, values) && sums.every((name) => Object.hasOwn(values, name));

/** Whether what the sum is made of is not all known. @param {string[]} parts @param {Record<string, string>} values */
export const unknown = (parts, values) => parts.some((name) => !Object.hasOwn(values, name));
