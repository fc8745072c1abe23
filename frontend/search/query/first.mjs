/**
 * What comes before everything else: where somebody names a death, a danger or a wish to die, the page for it; where a
 * colleague wishes to do what must not be done, its red line. The content says which words lead where (synonyms.yml).
 */

import { fold } from "../engine/fold.mjs";
import { mayWish } from "./voice.mjs";
import { groupsIn } from "./words.mjs";

/**
 * @typedef {[words: string[], number: number, anchor: string, wish: boolean]} First
 *   `number`: the record that comes first, `anchor`: its item; `wish`: a red line, for what a colleague wishes to do
 */

/**
 * @param {import("./voice.mjs").Known & { before: First[] }} core
 * @param {string} query
 * @returns {{ number: number, anchor: string, words: string[] }[]} the records to put first, in order
 */
export function firstOf(core, query) {
  const text = fold(query);
  const rows = core.before.map(([words, number, anchor, wish]) => {
    const all = words.map(fold);
    return { terms: all, all, note: "", number, anchor, wish };
  });
  const colleague = mayWish(core, text);
  const found = groupsIn(rows, text, 2)
    .map(({ group, word }) => ({ .../** @type {typeof rows[0]} */ (group), word }))
    .filter(({ wish, word }) => !wish || (colleague && word !== text))
    .sort((a, b) => Number(a.wish) - Number(b.wish)); // who is in danger comes before what somebody wishes to do
  return found.map(({ number, anchor, all }) => ({ number, anchor, words: all }));
}
