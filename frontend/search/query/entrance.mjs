/** The entrance of an index as it is used: what generator/search/index.py writes short is read. */

import { decode } from "../engine/compact.mjs";

/**
 * @typedef {import("./answer.mjs").Entrance} Entrance
 * @typedef {Omit<Entrance, "before" | "voice"> & { before: [words: string, number: number, anchor: string, wish: boolean][],
 *   voice: [weight: number, pairs: string][] }} Published
 */

/** @param {Published} core @returns {Entrance} */
export function read(core) {
  const alphabet = [...core.alphabet];
  /** @type {Map<string, number>} */
  const voice = new Map();
  for (const [weight, pairs] of core.voice) {
    const signs = [...decode(pairs, alphabet)];
    for (let at = 0; at < signs.length; at += 2) voice.set(signs[at] + signs[at + 1], weight);
  }
  const before = core.before.map(([words, ...to]) => [decode(words, alphabet).split("\n"), ...to]);
  return /** @type {Entrance} */ ({ ...core, before, voice });
}
